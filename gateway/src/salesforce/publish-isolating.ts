import { GatewayError } from '../errors.ts';
import type { PublishResult } from '../pipeline/activity.ts';
import type { EncodedEvent, EventResult } from './pubsub-client.ts';
import { toSalesforceError } from './salesforce-error.ts';

export type Refusal = Pick<Extract<PublishResult, { outcome: 'refused' }>, 'reason' | 'isTransient' | 'cause'>;

type Publish = (events: readonly EncodedEvent[]) => Promise<readonly EventResult[]>;

interface Search {
  readonly outcomes: Map<string, EventResult | Refusal>;
  /** Events that were refused on their own, and whether any other went through. */
  refused: number;
  hasStored: boolean;
}

/** Two events that are each refused alone, and none that is taken, say that it is not the events. */
const MAX_REFUSED_AT_FIRST = 2;

/**
 * Publishes events. When a request is rejected as a whole because of what is in it (INVALID_ARGUMENT), it is halved until the event is
 * found that it is about: one poisoned event in 200 costs some fifteen requests, and holds up no other. Answers an outcome for each
 * event that the bus named; rejects as `publish` does, and with `upstream_refused` when it looks as if every event would be rejected.
 */
export function publishIsolating(publish: Publish) {
  return async (events: readonly EncodedEvent[]): Promise<ReadonlyMap<string, EventResult | Refusal>> => {
    const search: Search = { outcomes: new Map(), refused: 0, hasStored: false };
    await publishHalving(publish, events, search);
    // Alone it may be the event or any request: that is told by trying again.
    if (!search.hasStored) markSuspect(search.outcomes);
    return search.outcomes;
  };
}

async function publishHalving(publish: Publish, events: readonly EncodedEvent[], search: Search): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  try {
    for (const result of await publish(events)) search.outcomes.set(result.id, result);
    search.hasStored = true;
  } catch (thrown) {
    const error = toSalesforceError(thrown);
    if (error.code !== 'upstream_rejected') throw error;
    if (events.length > 1) return halve(publish, events, search);
    search.refused += 1;
    if (!search.hasStored && search.refused >= MAX_REFUSED_AT_FIRST)
      throw new GatewayError('upstream_refused', `Every request to publish is rejected: ${error.message}`, { cause: error });
    search.outcomes.set(first.id, { reason: error.message, isTransient: false });
  }
}

async function halve(publish: Publish, events: readonly EncodedEvent[], search: Search): Promise<void> {
  const middle = Math.ceil(events.length / 2);
  await publishHalving(publish, events.slice(0, middle), search);
  await publishHalving(publish, events.slice(middle), search);
}

function markSuspect(outcomes: Search['outcomes']): void {
  for (const [id, outcome] of outcomes) if ('reason' in outcome) outcomes.set(id, { ...outcome, isTransient: true, cause: 'suspect' });
}
