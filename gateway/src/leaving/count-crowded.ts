import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Checkpoints } from '../pipeline/checkpoints.ts';
import type { ConversationHistory } from '../reconciliation/conversation-history.ts';

export interface CountCrowdedDeps {
  readonly history: Pick<ConversationHistory, 'identities' | 'conversationsOf'>;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly log: Log;
  readonly onCrowded: (workers: number) => void;
}

const DAY_MS = 24 * 60 * 60_000;
const NAME = 'leaving/counted';
/** Of 1,000 open ones that an identity fits in (https://www.twilio.com/docs/conversations/conversations-limits): time to do something. */
const CROWDED = 900;
/** Identities that are looked at in a day. */
const MAX_IDENTITIES = 5_000;

/**
 * Once a day: counts each identity's open conversations and warns of those with little room left. Ends early, to be begun
 * again, when it may not go on. Rejects when Twilio or the store fails.
 */
export function countCrowded(deps: CountCrowdedDeps) {
  const { checkpoints, clock, log, onCrowded } = deps;
  const identities = identitiesOf(deps);
  const openOf = countOpen(deps);
  return async (mayGoOn: () => boolean): Promise<void> => {
    const countedAt = Date.parse((await checkpoints.read(NAME)) ?? '') || 0;
    const startedAt = clock.now();
    if (startedAt.getTime() - countedAt < DAY_MS) return;
    let crowded = 0;
    for await (const worker of identities()) {
      if (!mayGoOn()) return;
      const open = await openOf(worker);
      if (open <= CROWDED) continue;
      crowded += 1;
      log.warn({ worker, open }, 'worker has little room left: Twilio allows 1,000 open conversations; close old ones');
    }
    onCrowded(crowded);
    await checkpoints.write(NAME, startedAt.toISOString());
  };
}

function identitiesOf({ history }: CountCrowdedDeps) {
  return async function* (): AsyncGenerator<string> {
    let page: string | undefined;
    for (let told = 0; told < MAX_IDENTITIES;) {
      const { items, next } = await history.identities(page);
      yield* items;
      told += items.length;
      if (next === undefined) return;
      page = next;
    }
  };
}

function countOpen({ history }: CountCrowdedDeps) {
  return async (worker: string): Promise<number> => {
    let open = 0;
    for (let page: string | undefined; ;) {
      const { items, next } = await history.conversationsOf(worker, page);
      open += items.filter(({ state }) => state !== 'closed').length;
      if (next === undefined) return open;
      page = next;
    }
  };
}
