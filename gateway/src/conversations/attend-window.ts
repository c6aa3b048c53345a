import { parseAddress } from '../directory/address.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import type { ConversationFacts, ConversationMemory } from './conversation-facts.ts';
import { webhookEventSchema, type DeliveryUpdated } from './webhook-event.ts';
import type { WhatsAppWindows, WindowPair } from './whatsapp-window.ts';

export interface AttendWindowDeps {
  readonly windows: Pick<WhatsAppWindows, 'heard' | 'closed'>;
  readonly memory: Pick<ConversationMemory, 'recall'>;
}

/** A text was refused because the window is closed (https://www.twilio.com/docs/api/errors/63016). */
const OUTSIDE_WINDOW = '63016';

/**
 * What an entry means for WhatsApp's windows: a customer's message opens one, a text that WhatsApp refused shows one closed. Messages that the
 * comparison with Twilio found count like those that a webhook told. Doing it twice does no harm.
 */
export function attendWindow({ windows, memory }: AttendWindowDeps) {
  return async ({ payload, kind }: InboxEntry, activities: readonly Activity[]): Promise<void> => {
    for (const activity of activities.filter((one) => one.kind === 'message' && one.direction === 'inbound')) {
      const pair = pairOf(activity);
      if (pair) await windows.heard(pair, new Date(activity.occurredAt));
    }
    const refused = kind === 'onDeliveryUpdated' ? readRefusal(payload) : undefined;
    if (!refused) return;
    // The message was worked before its receipt, so that its conversation is known.
    const pair = pairOf((await memory.recall(refused.ConversationSid)) ?? {});
    const at = refused.DateCreated ?? refused.DateUpdated;
    if (pair && at !== undefined) await windows.closed(pair, new Date(at));
  };
}

/** The addresses of a WhatsApp conversation with one customer. */
export function pairOf({ customerAddress, businessAddress }: Pick<ConversationFacts, 'customerAddress' | 'businessAddress'>) {
  const customer = customerAddress === undefined ? undefined : parseAddress(customerAddress);
  const business = businessAddress === undefined ? undefined : parseAddress(businessAddress);
  if (customer?.channel !== 'whatsapp' || business?.channel !== 'whatsapp') return undefined;
  return { customer, business } satisfies WindowPair;
}

function readRefusal(payload: string): DeliveryUpdated | undefined {
  const event = webhookEventSchema.safeParse(JSON.parse(payload)).data;
  return event?.EventType === 'onDeliveryUpdated' && event.ErrorCode === OUTSIDE_WINDOW ? event : undefined;
}
