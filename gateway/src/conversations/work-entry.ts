import { GatewayError } from '../errors.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import type { AcceptedEvents } from '../reconciliation/accepted-events.ts';
import { deliveryChange, messageChange } from './change-activity.ts';
import { eventProblems } from './event-problems.ts';
import { isSuperseded } from './is-superseded.ts';
import { whileOpen } from './while-open.ts';
import { webhookEventSchema, type WebhookEvent } from './webhook-event.ts';
import { workMessageAdded, type WorkMessageDeps } from './work-message.ts';
import { workStateUpdated, type WorkStateDeps } from './work-state.ts';
import { workConversationAdded, workParticipantAdded } from './work-naming.ts';

export interface WorkEntryDeps extends WorkMessageDeps, WorkStateDeps {
  readonly accepted: Pick<AcceptedEvents, 'of'>;
}

/**
 * Works one stored event and answers the activities it makes; working it twice does no harm.
 * @throws GatewayError transient when the directory or the conversation service fails, else one that will not mend by itself
 */
export function workEntry(deps: WorkEntryDeps) {
  const conversationAdded = workConversationAdded(deps);
  const participantAdded = workParticipantAdded(deps);
  const messageAdded = workMessageAdded(deps);
  const stateUpdated = workStateUpdated(deps);
  const superseded = isSuperseded(deps);
  return async (entry: InboxEntry): Promise<readonly Activity[]> => {
    const event = readEvent(entry);
    const change = { dedupeKey: entry.key, now: deps.clock.now() };
    switch (event.EventType) {
      case 'onConversationAdded':
        await whileOpen(() => conversationAdded(event));
        return [];
      case 'onParticipantAdded':
        await whileOpen(() => participantAdded(event));
        return [];
      case 'onMessageAdded':
        return [await messageAdded(event)];
      case 'onMessageUpdated':
      case 'onMessageRemoved':
        if (await superseded(event)) return [];
        return [messageChange(event, { ...change, storeBodies: (await deps.settings.current()).storeMessageBodies })];
      case 'onDeliveryUpdated':
        return [deliveryChange(event, change)];
      case 'onConversationStateUpdated':
        await stateUpdated(event);
        return [];
    }
  };
}

function readEvent(entry: InboxEntry): WebhookEvent {
  const params: unknown = JSON.parse(entry.payload);
  const parsed = webhookEventSchema.safeParse(params);
  if (!parsed.success) throw new GatewayError('bad_request', eventProblems(params), { cause: parsed.error });
  return parsed.data;
}
