import { z } from 'zod';
import type { InboxEntry } from '../pipeline/inbox.ts';

/** The kind of an inbox entry that says something of a customer's consent. */
export const CONSENT = 'consent';

const payloadSchema = z.object({
  conversationSid: z.string(),
  messageSid: z.string(),
  /** `refused`: Twilio did not deliver a message, because the customer had opted out. */
  meaning: z.enum(['stop', 'start', 'agree', 'refused']),
  /** Who said it, as Twilio writes the address; absent where only the conversation is known. */
  from: z.string().optional(),
  /** Absent where nobody told. */
  saidAt: z.iso.datetime().optional(),
  index: z.number().int(),
  /** The keyword, or Twilio's error code. */
  by: z.string(),
});

export type ConsentNews = z.infer<typeof payloadSchema>;

/** The entry of a word, or of a refusal that tells of one: one each for a message. */
export function consentEntry(news: ConsentNews): InboxEntry {
  const { conversationSid, messageSid, meaning } = news;
  return {
    key: `${CONSENT}:${messageSid}${meaning === 'refused' ? ':refused' : ''}`,
    // Behind nothing else: a message that cannot be recorded yet must not keep its STOP from being heard.
    lane: `${conversationSid}/consent`,
    conversationSid,
    kind: CONSENT,
    taskKey: taskKeyOf(news),
    payload: JSON.stringify(news),
  };
}

/** The key of the Task that tells of it, beside that of the message. */
export const taskKeyOf = ({ messageSid }: Pick<ConsentNews, 'messageSid'>): string => `${messageSid}-consent`;

export const readConsentNews = (payload: string): ConsentNews => payloadSchema.parse(JSON.parse(payload));
