import { z } from 'zod';

// Letters beyond hexadecimal do no harm; anything that could change a URL's path does.
const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-zA-Z]{32}$`));
const text = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
// What only decorates an activity must not keep it from the record, however odd it arrives.
const decoration = text.catch(undefined);
const instant = z
  .string()
  .refine((value) => isPlausible(new Date(value)))
  .optional()
  .catch(undefined);

/** A year that a message of this product can have: anything else is a mistake, and "now" is nearer the truth. */
function isPlausible(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 2015 && year < 2100;
}

const conversationAdded = z.object({
  EventType: z.literal('onConversationAdded'),
  ConversationSid: sid('CH'),
  FriendlyName: decoration,
  'MessagingBinding.Address': text,
  'MessagingBinding.ProxyAddress': text,
});

const participantAdded = z.object({
  EventType: z.literal('onParticipantAdded'),
  ConversationSid: sid('CH'),
  ParticipantSid: sid('MB'),
  Identity: text,
  'MessagingBinding.Address': text,
  'MessagingBinding.ProxyAddress': text,
});

const message = {
  ConversationSid: sid('CH'),
  MessageSid: sid('IM'),
  Index: text
    .transform((value) => (value === undefined ? undefined : Number(value)))
    .pipe(z.number().int().min(0).optional())
    .catch(undefined),
  Author: text,
  Body: text,
  Media: decoration,
  ParticipantSid: decoration,
  ClientIdentity: text,
};

const messageAdded = z.object({ EventType: z.literal('onMessageAdded'), ...message, DateCreated: instant });
const messageUpdated = z.object({ EventType: z.literal('onMessageUpdated'), ...message, DateUpdated: instant });
const messageRemoved = z.object({ EventType: z.literal('onMessageRemoved'), ...message, DateUpdated: instant });

const stateUpdated = z.object({
  EventType: z.literal('onConversationStateUpdated'),
  ConversationSid: sid('CH'),
  StateTo: decoration,
  StateUpdated: text,
});

// Twilio's sources disagree on the name of the status field, so either will do.
const deliveryUpdated = z
  .object({
    EventType: z.literal('onDeliveryUpdated'),
    ConversationSid: sid('CH'),
    MessageSid: sid('IM'),
    ParticipantSid: decoration,
    DeliveryReceiptSid: decoration,
    Status: text,
    DeliveryStatus: text,
    ErrorCode: decoration,
    DateUpdated: instant,
    DateCreated: instant,
  })
  .refine((event) => (event.Status ?? event.DeliveryStatus) !== undefined, { path: ['Status'], message: 'missing' });

/** The Conversations events that end on the record, as Twilio sends them. Parameters that we do not use are dropped. */
export const webhookEventSchema = z.union([
  conversationAdded,
  participantAdded,
  messageAdded,
  messageUpdated,
  messageRemoved,
  stateUpdated,
  deliveryUpdated,
]);

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
export type ConversationAdded = z.infer<typeof conversationAdded>;
export type ParticipantAdded = z.infer<typeof participantAdded>;
export type MessageAdded = z.infer<typeof messageAdded>;
export type MessageChanged = z.infer<typeof messageUpdated> | z.infer<typeof messageRemoved>;
export type StateUpdated = z.infer<typeof stateUpdated>;
export type DeliveryUpdated = z.infer<typeof deliveryUpdated>;

/** Events after the fact that are stored; everything else Twilio may send is answered and counted only. */
export const STORED_EVENTS: ReadonlySet<string> = new Set<WebhookEvent['EventType']>([
  'onConversationAdded',
  'onParticipantAdded',
  'onMessageAdded',
  'onMessageUpdated',
  'onMessageRemoved',
  'onConversationStateUpdated',
  'onDeliveryUpdated',
]);

/** Events before the fact: Twilio waits for the answer (5 s), and any but a 2xx stops the customer's or the rep's action. */
export const PRE_EVENTS: ReadonlySet<string> = new Set([
  'onConversationAdd',
  'onConversationUpdate',
  'onConversationRemove',
  'onMessageAdd',
  'onMessageUpdate',
  'onMessageRemove',
  'onParticipantAdd',
  'onParticipantUpdate',
  'onParticipantRemove',
]);
