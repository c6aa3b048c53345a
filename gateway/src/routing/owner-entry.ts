import { z } from 'zod';
import type { InboxEntry } from '../pipeline/inbox.ts';

/** The kind of an inbox entry that asks whether a conversation has to move to a new owner. */
export const OWNER_CHANGE = 'owner-change';

const payloadSchema = z.object({ conversationSid: z.string(), version: z.number() });

/** What was noticed: the decision, as it was then, may no longer be right. */
export type OwnerChange = z.infer<typeof payloadSchema>;

/** The entry of a change: one for each version of a decision, however often and by whomever it is noticed. */
export function ownerEntry({ conversationSid, version }: OwnerChange): InboxEntry {
  return {
    key: `${OWNER_CHANGE}:${conversationSid}:${version}`,
    lane: `${conversationSid}/routing`,
    conversationSid,
    kind: OWNER_CHANGE,
    payload: JSON.stringify({ conversationSid, version }),
  };
}

export const readOwnerChange = (payload: string): OwnerChange => payloadSchema.parse(JSON.parse(payload));
