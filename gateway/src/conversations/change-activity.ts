import type { Activity } from '../pipeline/activity.ts';
import { deliveryError } from './delivery-error.ts';
import type { DeliveryUpdated, MessageChanged } from './webhook-event.ts';

/** What the activity of a change is made with: the key of its event, and when it is if the event does not say. */
export interface ChangeOptions {
  readonly dedupeKey: string;
  readonly now: Date;
}

/** A message was edited or removed: what its Task has to learn. */
export function messageChange(
  event: MessageChanged,
  { dedupeKey, now, storeBodies }: ChangeOptions & { readonly storeBodies: boolean },
): Activity {
  const isEdit = event.EventType === 'onMessageUpdated';
  return {
    key: event.MessageSid,
    dedupeKey,
    kind: isEdit ? 'edit' : 'delete',
    conversationSid: event.ConversationSid,
    occurredAt: new Date(event.DateUpdated ?? now).toISOString(),
    ...(event.Index !== undefined && { index: event.Index }),
    ...(isEdit && storeBodies && event.Body !== undefined && { body: event.Body }),
  };
}

/** A message got further on its way, or failed: what its Task has to learn. */
export function deliveryChange(event: DeliveryUpdated, { dedupeKey, now }: ChangeOptions): Activity {
  const status = (event.Status ?? event.DeliveryStatus ?? '').toLowerCase();
  const error = deliveryError(event.ErrorCode);
  return {
    key: event.MessageSid,
    dedupeKey,
    kind: 'status',
    conversationSid: event.ConversationSid,
    occurredAt: new Date(event.DateUpdated ?? event.DateCreated ?? now).toISOString(),
    deliveryStatus: status,
    ...(error !== undefined && { deliveryError: error }),
  };
}
