import type { DeliveryStatus } from '../conversations/message.ts';
import type { Channel } from '../conversations/participant.ts';

/** One text on a customer's phone. Addresses as Twilio spells them: `whatsapp:` before the number on WhatsApp. */
export type PhoneMessage = {
  direction: 'sent' | 'received';
  at: string;
  channel: Channel;
  from: string;
  to: string;
  body: string;
  files?: number;
};

/** How the network treats a phone; `errorCode` is that of https://www.twilio.com/docs/api/errors, 0 when all is well. */
export type Outcome = { status: DeliveryStatus; errorCode: number };

/** The mobile networks and WhatsApp, as far as they remember anything. */
export type Carrier = {
  /** By E.164 number. */
  inboxes: Map<string, PhoneMessage[]>;
  outcomes: Map<string, Outcome>;
  /** Pairs (customer, our number) whose customer has said STOP. */
  optOuts: Set<string>;
  /** When a pair's customer last wrote, in milliseconds. */
  lastInbound: Map<string, number>;
  /** Texts of one pair are taken one after the other. */
  queues: Map<string, Promise<unknown>>;
  listeners: Set<(number: string, message: PhoneMessage) => void>;
};

export const createCarrier = (): Carrier => ({
  inboxes: new Map(),
  outcomes: new Map(),
  optOuts: new Set(),
  lastInbound: new Map(),
  queues: new Map(),
  listeners: new Set(),
});
