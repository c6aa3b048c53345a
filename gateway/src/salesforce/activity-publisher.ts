import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { GatewayError } from '../errors.ts';
import type { Activity, ActivityPublisher, PublishResult } from '../pipeline/activity.ts';
import { ACTIVITY_TOPIC, activityEvent } from './activity-event.ts';
import { eventBatches } from './event-batches.ts';
import type { EncodedEvent, EventResult, PubSubClient } from './pubsub-client.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { SessionSource } from './session.ts';

export interface ActivityPublisherDependencies {
  readonly clock: Clock;
  readonly pubSub: PubSubClient;
  readonly sessions: SessionSource;
}

type Refusal = Pick<Extract<PublishResult, { outcome: 'refused' }>, 'reason' | 'isTransient'>;

// Refusals that the same event will always meet (StatusCode, SOAP API Developer Guide). Everything else may pass: limits, outages, a schema
// that changed since we read it.
const PERMANENT = /\b(STRING_TOO_LONG|INVALID_[A-Z_]+|NUMBER_OUTSIDE_VALID_RANGE|REQUIRED_FIELD_MISSING|maximum size)\b/;

/** Publishes activities as `Frontline_Activity__e`; a replay id proves that the event bus has stored the event. */
export function activityPublisher({ clock, pubSub, sessions }: ActivityPublisherDependencies): ActivityPublisher {
  return {
    publish: async (activities) => {
      const codec = await pubSub.codec(ACTIVITY_TOPIC);
      const { userId } = await sessions.current();
      const outcomes = new Map<string, EventResult | Refusal>();
      const events = activities.map((activity): EncodedEvent | { readonly id: string } => {
        const id = randomUUID();
        try {
          return { id, schemaId: codec.schemaId, payload: codec.encode(activityEvent(activity, { now: clock.now(), userId })) };
        } catch (thrown) {
          outcomes.set(id, { reason: `the event cannot be written: ${String(thrown)}`, isTransient: false });
          return { id };
        }
      });
      await publishAll(pubSub, { events: events.filter((event): event is EncodedEvent => 'payload' in event), outcomes });
      return activities.map((activity, index) => toResult(activity, outcomes.get(events[index]?.id ?? '')));
    },
  };
}

interface Publication {
  readonly events: readonly EncodedEvent[];
  readonly outcomes: Map<string, EventResult | Refusal>;
}

/** Sends the requests one after another. Once something is known of an event, a failure is that of the remaining events only. */
async function publishAll(pubSub: PubSubClient, { events, outcomes }: Publication): Promise<void> {
  let failure: GatewayError | undefined;
  for (const batch of eventBatches(events)) {
    try {
      if (failure !== undefined) throw failure;
      for (const result of await pubSub.publish(ACTIVITY_TOPIC, batch)) outcomes.set(result.id, result);
    } catch (thrown) {
      failure = toSalesforceError(thrown);
      if (outcomes.size === 0) throw failure;
      // A call that failed as a whole says nothing of any one event: only an event's own result may bury it.
      for (const { id } of batch) outcomes.set(id, { reason: failure.message, isTransient: true });
    }
  }
}

function toResult({ dedupeKey }: Activity, outcome: EventResult | Refusal | undefined): PublishResult {
  if (outcome === undefined) return { dedupeKey, outcome: 'refused', reason: 'the answer does not name the event', isTransient: true };
  if ('reason' in outcome) return { dedupeKey, outcome: 'refused', ...outcome };
  if (outcome.replayId) return { dedupeKey, outcome: 'stored', replayId: outcome.replayId };
  const reason = outcome.error ?? 'the answer has no replay id';
  return { dedupeKey, outcome: 'refused', reason, isTransient: !PERMANENT.test(reason) };
}
