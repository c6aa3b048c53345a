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
  /** Whose message it is, or who was to get it; absent where nobody told. */
  participantSid: z.string().optional(),
  /** Absent where nobody told. */
  saidAt: z.iso.datetime().optional(),
  index: z.number().int(),
  /** The keyword, or Twilio's error code. */
  by: z.string(),
  /** Whether it counts already, so that what is left is to write it down; absent: it is to be heard first. */
  isHeard: z.boolean().optional(),
});

export type ConsentNews = z.infer<typeof payloadSchema>;

/** News with their moment, which stays the same however often they are worked. */
export type TimedNews = ConsentNews & { readonly saidAt: string };

/**
 * The entry of a word, or of a refusal that tells of one, to be heard: one each for a message, in the order in which they came.
 * The lane is behind nothing else: a message that cannot be recorded yet must not keep its STOP from being heard.
 */
export const consentEntry = (news: TimedNews): InboxEntry => entryOf(news, { key: keyOf(news), lane: `${news.conversationSid}/consent` });

/**
 * The entry of what was heard, to be written to the org and told on the record. It has a lane to itself: one that the org refuses must not keep
 * another waiting. It has the same kind, so that a gateway of an older version, with which the store is shared during an upgrade, can work it.
 */
export function heardEntry(news: TimedNews): InboxEntry {
  const key = keyOf(news);
  return entryOf({ ...news, isHeard: true }, { key: `${key}:heard`, lane: `${news.conversationSid}/${key}` });
}

/** The key of the Task that tells of it, beside that of the message. */
export const taskKeyOf = ({ messageSid }: Pick<ConsentNews, 'messageSid'>): string => `${messageSid}-consent`;

export const readConsentNews = (payload: string): ConsentNews => payloadSchema.parse(JSON.parse(payload));

const keyOf = ({ messageSid, meaning }: ConsentNews): string => `${CONSENT}:${messageSid}${meaning === 'refused' ? ':refused' : ''}`;

const entryOf = (news: TimedNews, place: Pick<InboxEntry, 'key' | 'lane'>): InboxEntry => ({
  ...place,
  conversationSid: news.conversationSid,
  kind: CONSENT,
  taskKey: taskKeyOf(news),
  payload: JSON.stringify(news),
});
