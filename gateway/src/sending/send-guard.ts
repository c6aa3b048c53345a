import type { Address } from '../directory/address.ts';
import type { UnapprovedTemplate } from '../templates/why-unapproved.ts';

/** Something that somebody is about to send to a customer, before Twilio is asked. */
export interface SendAttempt {
  readonly customer: Address;
  /** The business's own address, of the same channel. */
  readonly business: Address;
  /** `template`: a content template that WhatsApp has approved; everything else is text. */
  readonly content: 'text' | 'template';
  /** The template that the text was made from, where there is one that WhatsApp has not approved. */
  readonly unapproved?: UnapprovedTemplate | undefined;
  /** Absent for a first message. */
  readonly conversationSid: string | undefined;
}

/** Why it must not be sent; `message` is for the person who wanted to send it. */
export interface SendObjection {
  readonly code: 'opted_out' | 'outside_window' | 'quiet_hours';
  readonly message: string;
}

/**
 * One reason why a message may have to stay unsent. Resolves with the objection, or with nothing where there is none; rejects with a
 * `GatewayError` where that cannot be known, so that whoever asks decides whether to send nevertheless.
 */
export type SendGuard = (attempt: SendAttempt) => Promise<SendObjection | undefined>;
