import { eventKey } from '../conversations/event-key.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { SentMessage } from '../routing/business-messages.ts';

export interface KnownMessage {
  readonly message: SentMessage;
  readonly conversationSid: string;
  readonly author: string;
}

// Far longer than the two writes take: only a crash between them leaves the entry to the worker, for which it is a message like any other.
const HOLD_MS = 60_000;

/**
 * Enters a message that we sent ourselves as one that the inbox was told of and that is worked: else the next comparison with Twilio takes it
 * for missed, and an erasure does not know its Task. Rejects with `store_unavailable`. Doing it twice does no harm.
 */
export function knownMessage({ inbox }: { readonly inbox: Pick<Inbox, 'accept' | 'finish'> }) {
  return async ({ message, conversationSid, author }: KnownMessage): Promise<void> => {
    const event = {
      EventType: 'onMessageAdded',
      ConversationSid: conversationSid,
      MessageSid: message.sid,
      Index: String(message.index),
      Author: author,
      ...(message.text !== undefined && { Body: message.text }),
      DateCreated: message.sentAt.toISOString(),
    };
    const key = eventKey(event);
    const entry = { key, lane: `${conversationSid}/own`, conversationSid, kind: event.EventType, taskKey: message.sid };
    await inbox.accept({ ...entry, payload: JSON.stringify(event) }, { holdMs: HOLD_MS });
    await inbox.finish(key);
  };
}
