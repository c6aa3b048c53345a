import { z } from 'zod';
import type { InboxEntry } from '../pipeline/inbox.ts';

/** The kind of an inbox entry that answers a customer by itself. */
export const REPLY = 'reply';

const payloadSchema = z.object({
  conversationSid: z.string(),
  customerAddress: z.string(),
  businessAddress: z.string(),
  text: z.string(),
  /** When the customer wrote. */
  wroteAt: z.iso.datetime(),
});

export type Reply = z.infer<typeof payloadSchema>;

/** The entry of a reply: one a conversation and day, whatever else the customer writes. */
export function replyEntry(reply: Reply, day: string): InboxEntry {
  const { conversationSid } = reply;
  return {
    key: `${REPLY}:${conversationSid}:${day}`,
    // Behind nothing else: a reply that Twilio does not take must not keep messages from the record, nor a move from its rep.
    lane: `${conversationSid}/reply`,
    conversationSid,
    kind: REPLY,
    payload: JSON.stringify(reply),
  };
}

export const readReply = (payload: string): Reply => payloadSchema.parse(JSON.parse(payload));
