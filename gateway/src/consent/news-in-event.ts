import { z } from 'zod';
import { webhookEventSchema, type DeliveryUpdated, type MessageAdded } from '../conversations/webhook-event.ts';
import { parseAddress } from '../directory/address.ts';
import type { ConsentNews } from './consent-entry.ts';
import { keywordMeaning } from './keyword-meaning.ts';

/**
 * Codes with which a message comes back because the customer wants none: 21610 after STOP (https://www.twilio.com/docs/api/errors/21610; with
 * a Messaging Service it arrives as a status only), 63014 where the customer blocked the sender or opted out in WhatsApp
 * (https://www.twilio.com/docs/api/errors/63014).
 */
export const OPT_OUT_CODES: ReadonlySet<string> = new Set(['21610', '63014']);

const optOutSchema = z.object({ OptOutType: z.string().optional().catch(undefined) });

/** What a stored event says of a customer's consent; undefined when it says nothing. */
export function newsInEvent(payload: string): ConsentNews | undefined {
  const params = parseJson(payload);
  if (!mayTell(params)) return undefined;
  const event = webhookEventSchema.safeParse(params).data;
  if (event?.EventType === 'onDeliveryUpdated') return newsInDelivery(event);
  if (event?.EventType !== 'onMessageAdded') return undefined;
  return newsInMessage(event, optOutSchema.safeParse(params).data?.OptOutType);
}

/** Hardly any event does, and each webhook waits for the answer: only one that has a keyword or a code is read in full. */
function mayTell(params: unknown): boolean {
  const { Body, OptOutType, ErrorCode } = (params ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof ErrorCode === 'string' && OPT_OUT_CODES.has(ErrorCode)) return true;
  return keywordMeaning(typeof Body === 'string' ? Body : '', typeof OptOutType === 'string' ? OptOutType : undefined) !== undefined;
}

/** A word counts only from a phone: a rep who writes "stop" to a customer means something else. */
function newsInMessage(event: MessageAdded, optOutType: string | undefined): ConsentNews | undefined {
  const { Author: from, Body: text = '', ClientIdentity } = event;
  if (ClientIdentity !== undefined || from === undefined || !parseAddress(from)) return undefined;
  const meaning = keywordMeaning(text, optOutType);
  if (meaning === undefined || meaning === 'help') return undefined;
  const by = text.trim().toUpperCase().slice(0, MAX_WORD);
  return { ...placeOf(event), meaning, from, index: event.Index ?? 0, by, ...saidAt(event.DateCreated) };
}

function newsInDelivery(event: DeliveryUpdated): ConsentNews | undefined {
  const { ErrorCode: by } = event;
  if (by === undefined || !OPT_OUT_CODES.has(by)) return undefined;
  // The receipt is as old as the message: a START that came after it counts.
  return { ...placeOf(event), meaning: 'refused', index: 0, by, ...saidAt(event.DateCreated ?? event.DateUpdated) };
}

/** Of a keyword that an admin chose with Advanced Opt-Out: enough to recognise it. */
const MAX_WORD = 40;

const placeOf = ({ ConversationSid, MessageSid, ParticipantSid }: MessageAdded | DeliveryUpdated) => ({
  conversationSid: ConversationSid,
  messageSid: MessageSid,
  ...(ParticipantSid !== undefined && { participantSid: ParticipantSid }),
});

const saidAt = (moment: string | undefined) => (moment === undefined ? {} : { saidAt: new Date(moment).toISOString() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
