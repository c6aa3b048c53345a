import type { Inbox, InboxEntry } from '../pipeline/inbox.ts';
import { eventKey, hashOf } from './event-key.ts';
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
    return inbox.acceptDead(unreadable, `The webhook does not parse: ${problemsOf(params)}.`);
  };
}

function entryOf(params: Params, place: Pick<InboxEntry, 'lane' | 'conversationSid' | 'kind'>): InboxEntry {
  return { ...place, key: eventKey(params), payload: JSON.stringify(params) };
}

/** Which parameters are wrong for the event's own type (a union reports the misfit with every type). */
function problemsOf(params: Params): string {
  const own = webhookEventSchema.options.find((option) => option.shape.EventType.value === params.EventType);
  const issues = own?.safeParse(params).error?.issues ?? [];
  const names = [...new Set(issues.map((issue) => issue.path.join('.')))];
  return names.length > 0 ? `missing or malformed ${names.join(', ')}` : 'the event type is unknown';
}
