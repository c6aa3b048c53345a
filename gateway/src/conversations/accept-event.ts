import type { Inbox, InboxEntry } from '../pipeline/inbox.ts';
import { eventKey, hashOf } from './event-key.ts';
import { eventProblems } from './event-problems.ts';
import { webhookEventSchema } from './webhook-event.ts';

type Params = Readonly<Record<string, string | readonly string[]>>;

// Naming has a lane of its own: a conversation that cannot be named must not keep its messages from the record.
const NAMING = new Set(['onConversationAdded', 'onParticipantAdded']);

/**
 * Stores an event until it is worked; resolves once it is durable. One that does not parse is stored as it came, as a
 * dead letter that says what is wrong, because Twilio will not send it again.
 */
export function acceptEvent({ inbox }: { readonly inbox: Inbox }) {
  return async (params: Params): Promise<'stored' | 'duplicate'> => {
    const parsed = webhookEventSchema.safeParse(params);
    if (parsed.success) {
      const { EventType, ConversationSid } = parsed.data;
      const lane = NAMING.has(EventType) ? `${ConversationSid}/naming` : ConversationSid;
      return inbox.accept(entryOf(params, { lane, conversationSid: ConversationSid, kind: EventType }));
    }
    const kind = typeof params.EventType === 'string' ? params.EventType : 'unknown';
    const unreadable = entryOf(params, { lane: `unreadable/${hashOf(params)}`, conversationSid: '', kind });
    return inbox.acceptDead(unreadable, eventProblems(params));
  };
}

function entryOf(params: Params, place: Pick<InboxEntry, 'lane' | 'conversationSid' | 'kind'>): InboxEntry {
  return { ...place, ...taskOf(params), key: eventKey(params), payload: JSON.stringify(params) };
}

/** A new message becomes a Task of its own; every other event at most changes one. */
function taskOf({ EventType, MessageSid }: Params): Pick<InboxEntry, 'taskKey'> {
  return EventType === 'onMessageAdded' && typeof MessageSid === 'string' ? { taskKey: MessageSid } : {};
}
