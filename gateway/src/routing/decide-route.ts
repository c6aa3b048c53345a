import { conditionsOf } from './conditions-of.ts';
import { explainRoute, type Trial } from './explain-route.ts';
import type { Route, RouteSources, Taker } from './route.ts';
import type { Situation } from './routing-facts.ts';
import type { RoutingRule } from './routing-rule.ts';
import { tryRule } from './try-rule.ts';

/** What holds where the admin has no rules. */
const BUILT_IN: readonly RoutingRule[] = [
  { name: 'contact_owner', label: 'Owner of the contact (built in)', target: 'contact_owner', onlyIfAvailable: false },
  { name: 'lead_owner', label: 'Owner of the lead (built in)', target: 'lead_owner', onlyIfAvailable: false },
];

/**
 * Whose conversation it is: the first rule that holds and whose target can take it, else the default worker. It looks and changes nothing:
 * facts are asked for as rules need them, and the same facts give the same route. Rejects with a GatewayError when one cannot be had.
 * @param full identities that are in as many conversations as Twilio allows
 */
export function decideRoute(sources: RouteSources) {
  const attempt = tryRule(sources);
  const obstacleTo = conditionsOf(sources);
  return async (situation: Situation, full: ReadonlySet<string> = new Set()): Promise<Route> => {
    const rules = await sources.rules.all();
    const trials: Trial[] = [];
    for (const rule of rules.length > 0 ? rules : BUILT_IN) {
      const unmet = await obstacleTo(rule, situation);
      const tried = unmet === undefined ? await attempt(rule, situation, full) : { obstacle: `does not hold, because ${unmet}` };
      if ('who' in tried) return routed({ taker: tried, rule, situation, trials });
      trials.push({ rule: rule.label, says: tried.obstacle });
    }
    return byDefault(sources, { situation, trials, full });
  };
}

interface Progress {
  readonly situation: Situation;
  readonly trials: readonly Trial[];
}

function routed({ taker, rule, situation, trials }: Progress & { readonly taker: Taker; readonly rule: RoutingRule }): Route {
  const { who, ownership, because } = taker;
  const tell = (outcome: string, worker: string) =>
    explainRoute({ outcome, situation, trials: [...trials, { rule: rule.label, says: `${worker} ${because}` }] });
  const chosen = 'worker' in who ? who.worker : 'whoever';
  return {
    who,
    rule: rule.name,
    ...(ownership && { ownership }),
    explain: (worker = chosen) => tell(`Given to ${worker} by the rule "${rule.label}": ${worker} ${because}.`, worker),
    retell: (outcome) => tell(outcome, chosen),
  };
}

async function byDefault(sources: RouteSources, progress: Progress & { readonly full: ReadonlySet<string> }): Promise<Route> {
  const { defaultWorker, workers } = sources;
  const retell = (outcome: string) => explainRoute({ outcome, ...progress });
  const nobody = (why: string): Route => ({ retell, explain: () => retell(`Given to nobody: no rule found a rep, and ${why}.`) });
  if (defaultWorker === undefined) return nobody('there is no default worker');
  const worker = await workers.find(defaultWorker);
  if (!worker) return nobody(`the default worker ${defaultWorker} has never logged in to Frontline`);
  if (!worker.isActive) return nobody(`the default worker ${defaultWorker} is deactivated in Frontline`);
  if (progress.full.has(worker.identity)) return nobody(`the default worker ${defaultWorker} is in as many conversations as Twilio allows`);
  const { identity } = worker;
  return { who: { worker: identity }, retell, explain: () => retell(`Given to the default worker ${identity}: no rule found a rep.`) };
}
