import { z } from 'zod';
import type { Activity } from '../pipeline/activity.ts';

const text = z.string().exactOptional();
const whole = z.int().exactOptional();

/** Reads an activity back from the outbox: an earlier or later version of ours may have written it. */
const activitySchema: z.ZodType<Activity> = z.object({
  key: z.string(),
  dedupeKey: z.string(),
  kind: z.enum(['message', 'status', 'edit', 'delete', 'consent', 'note']),
  conversationSid: z.string(),
  index: whole,
  occurredAt: z.string(),
  direction: z.enum(['inbound', 'outbound']).exactOptional(),
  channel: text,
  customerAddress: text,
  businessAddress: text,
  author: text,
  whoId: text,
  whatId: text,
  ownerId: text,
  subject: text,
  body: text,
  deliveryStatus: text,
  deliveryError: text,
  otherMatches: text,
  routingReason: text,
  mediaCount: whole,
});

/** The activity in a stored payload; undefined when it is not one that this version can read. */
export function readActivity(payload: string): Activity | undefined {
  return activitySchema.safeParse(parseJson(payload)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
