import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { GatewayError } from '../errors.ts';
import type { Activity, ActivityPublisher, PublishResult } from '../pipeline/activity.ts';
import { ACTIVITY_TOPIC, activityEvent } from './activity-event.ts';
import { eventBatches } from './event-batches.ts';
import type { EncodedEvent, EventResult, PubSubClient } from './pubsub-client.ts';
import { publishIsolating, type Refusal } from './publish-isolating.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { SessionSource } from './session.ts';

export interface ActivityPublisherDependencies {
  readonly clock: Clock;
  readonly pubSub: PubSubClient;
  readonly sessions: SessionSource;
}

/** An event, and which conversation it belongs to. */
interface AddressedEvent extends EncodedEvent {
  readonly conversationSid: string;
}

// Refusals that the same event will always meet (StatusCode, SOAP API Developer Guide). Everything else may pass: limits, outages, a schema
// that changed since we read it.
const PERMANENT = /\b(STRING_TOO_LONG|INVALID_[A-Z_]+|NUMBER_OUTSIDE_VALID_RANGE|REQUIRED_FIELD_MISSING|maximum size)\b/;

// The org has published what it may in this hour ("Platform Event Error Status Codes").
const LIMITED = /\bLIMIT_EXCEEDED\b/;

/** Publishes activities as `Frontline_Activity__e`; a replay id proves that the event bus has stored the event. */
export function activityPublisher({ clock, pubSub, sessions }: ActivityPublisherDependencies): ActivityPublisher {
  return {
    publish: async (activities) => {
      const codec = await pubSub.codec(ACTIVITY_TOPIC);
      const { userId } = await sessions.current();
      const outcomes = new Map<string, EventResult | Refusal>();
      const events = activities.map((activity): AddressedEvent | { readonly id: string } => {
        const id = randomUUID();
        const { conversationSid } = activity;
        try {
          return {
            id,
            conversationSid,
            schemaId: codec.schemaId,
            payload: codec.encode(activityEvent(activity, { now: clock.now(), userId })),
          };
        } catch (thrown) {
          outcomes.set(id, { reason: `the event cannot be written: ${String(thrown)}`, isTransient: false });
          return { id };
        }
      });
      await publishAll(pubSub, { events: events.filter((event): event is AddressedEvent => 'payload' in event), outcomes });
      return activities.map((activity, index) => toResult(activity, outcomes.get(events[index]?.id ?? '')));
    },
  };
}

interface Publication {
  readonly events: readonly AddressedEvent[];
  readonly outcomes: Map<string, EventResult | Refusal>;
}

/**
 * Sends the requests one after another. Once something is known of an event, a failure is that of the remaining events only. A conversation
 * of which an event was refused for now goes no further: what is behind would overtake it.
 */
async function publishAll(pubSub: PubSubClient, { events, outcomes }: Publication): Promise<void> {
  const publish = publishIsolating((batch) => pubSub.publish(ACTIVITY_TOPIC, batch));
  const stopped = new Set<string>();
  let failure: GatewayError | undefined;
  for (const batch of eventBatches(events)) {
    const behind = batch.filter(({ conversationSid }) => stopped.has(conversationSid));
    for (const { id } of behind) outcomes.set(id, { reason: 'something of the same conversation stands before it', isTransient: true });
    const sent = batch.filter((event) => !behind.includes(event));
    try {
      if (failure !== undefined) throw failure;
      for (const [id, outcome] of await publish(sent)) outcomes.set(id, outcome);
    } catch (thrown) {
      failure = toSalesforceError(thrown);
      if (outcomes.size === 0) throw failure;
      // A call that failed as a whole says nothing of any one event: only an event's own result may bury it.
      for (const { id } of sent) outcomes.set(id, { reason: failure.message, isTransient: true });
    }
    for (const { id, conversationSid } of sent) if (isForNow(outcomes.get(id))) stopped.add(conversationSid);
  }
}

const isForNow = (outcome: EventResult | Refusal | undefined): boolean => toRefusal(outcome)?.isTransient ?? false;

/** Why an event is not stored; undefined when it is. */
function toRefusal(outcome: EventResult | Refusal | undefined): Refusal | undefined {
  if (outcome === undefined) return { reason: 'the answer does not name the event', isTransient: true };
  if ('reason' in outcome) return outcome;
  if (outcome.replayId) return undefined;
  const reason = outcome.error ?? 'the answer has no replay id';
  if (LIMITED.test(reason)) return { reason, isTransient: true, cause: 'limit' };
  return { reason, isTransient: !PERMANENT.test(reason) };
}

function toResult({ dedupeKey }: Activity, outcome: EventResult | Refusal | undefined): PublishResult {
  const refusal = toRefusal(outcome);
  if (refusal !== undefined) return { dedupeKey, outcome: 'refused', ...refusal };
  const { replayId = '' } = outcome as EventResult;
  return { dedupeKey, outcome: 'stored', replayId };
}
