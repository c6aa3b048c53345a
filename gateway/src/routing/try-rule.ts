import { formatAddress } from '../directory/address.ts';
import { candidates, judged, type Bounds } from './candidates.ts';
import { findAccountOwner, findRecordOwner } from './find-owner.ts';
import { findTurn } from './find-turn.ts';
import type { RouteSources, Tried } from './route.ts';
import type { Situation } from './routing-facts.ts';
import type { RoutingRule } from './routing-rule.ts';

/** Who takes a conversation by a rule that holds: its target, else its fallback. */
export function tryRule(sources: RouteSources) {
  const target = tryTarget(sources);
  const { candidateNamed } = candidates(sources);
  return async (rule: RoutingRule, situation: Situation, full: ReadonlySet<string>): Promise<Tried> => {
    const tried = await target(rule, situation, { onlyIfAvailable: rule.onlyIfAvailable, full });
    if ('who' in tried || rule.fallback === undefined) return tried;
    const because = `is the fallback of the rule, as ${tried.obstacle}`;
    const fallback = judged(await candidateNamed(rule.fallback), { onlyIfAvailable: false, full, because });
    return 'who' in fallback ? fallback : { obstacle: `${tried.obstacle}; and its fallback: ${fallback.obstacle}` };
  };
}

function tryTarget(sources: RouteSources) {
  const recordOwner = findRecordOwner(sources);
  const accountOwner = findAccountOwner(sources);
  const lastRep = findLastRep(sources);
  const turn = findTurn(sources);
  const { candidateNamed } = candidates(sources);
  return async ({ target, targetName = '' }: RoutingRule, { match, address }: Situation, bounds: Bounds): Promise<Tried> => {
    switch (target) {
      case 'contact_owner':
        return recordOwner('contact', match, bounds);
      case 'lead_owner':
        return recordOwner('lead', match, bounds);
      case 'account_owner':
        return accountOwner(match, bounds);
      case 'last_rep':
        return lastRep(address && formatAddress(address), bounds);
      case 'user':
        return judged(await candidateNamed(targetName), { ...bounds, because: 'is named by the rule' });
      case 'turn':
        return turn(targetName, bounds);
      case 'nobody':
        return { obstacle: 'holds, and leaves the conversation to the next rule' };
    }
  };
}

/** Whoever answered this address last. The messaging app alone is asked about them: who left Salesforce is deactivated there as well. */
function findLastRep({ lastReps, workers }: Pick<RouteSources, 'lastReps' | 'workers'>) {
  return async (address: string | undefined, bounds: Bounds): Promise<Tried> => {
    const identity = address === undefined ? undefined : await lastReps.lastRepOf(address);
    if (identity === undefined) return { obstacle: 'no rep has answered this customer lately' };
    const user = { id: '', worker: identity, isActive: true };
    const because = 'was the last to answer this customer';
    return judged({ called: identity, user, worker: await workers.find(identity) }, { ...bounds, because });
  };
}
