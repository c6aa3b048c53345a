import type { AcceptedEvents } from '../reconciliation/accepted-events.ts';
import type { MessageChanged } from './webhook-event.ts';

/**
 * Whether an edit has been overtaken: a later one of the same message, or its removal, is with us already, and the record
 * must not go back to an older text. One whose moment nobody told cannot be compared.
 */
export function isSuperseded({ accepted }: { readonly accepted: Pick<AcceptedEvents, 'of'> }) {
  return async ({ EventType, ConversationSid, MessageSid, DateUpdated }: MessageChanged): Promise<boolean> => {
    if (EventType === 'onMessageRemoved' || DateUpdated === undefined) return false;
    const edit = `onMessageUpdated:${MessageSid}:`;
    const at = Date.parse(DateUpdated);
    return (await accepted.of(ConversationSid)).some(
      ({ key }) => key === `onMessageRemoved:${MessageSid}` || (key.startsWith(edit) && Date.parse(key.slice(edit.length)) > at),
    );
  };
}
