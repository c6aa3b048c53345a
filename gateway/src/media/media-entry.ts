import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import type { MediaItem } from './media-item.ts';

/** Kinds of inbox entries: a file to be kept, a kept file to be linked with the Task of its message. */
export const MEDIA = 'media';
export const MEDIA_LINK = 'media-link';

const text = z.string().optional();

const jobSchema = z.object({
  messageSid: z.string(),
  conversationSid: z.string(),
  /** Of the Conversations service, where the webhook told it. */
  serviceSid: text,
  media: z.object({ sid: z.string(), contentType: z.string(), filename: text }),
  /** The record that the message belongs to; none for a stranger's. */
  whoId: text,
  whatId: text,
  ownerId: text,
  occurredAt: z.string(),
});

const linkSchema = z.object({
  messageSid: z.string(),
  conversationSid: z.string(),
  mediaSid: z.string(),
  documentId: z.string(),
  /** When the file was in Salesforce. */
  keptAt: z.string(),
  /** It went to a record: there it is seen, whatever becomes of the Task. */
  isOnRecord: z.boolean(),
});

/** A file of a message, and whose record it goes to. */
export type MediaJob = z.infer<typeof jobSchema>;
/** A file in Salesforce, and the message that it came with. */
export type LinkJob = z.infer<typeof linkSchema>;

/**
 * The entry by which a file is kept. It has a lane of its own beside its conversation's messages: a file that cannot be had delays no Task.
 * It has no task key, because it makes no Task; the erasure of its conversation takes it all the same.
 */
export function mediaEntry(media: MediaItem, activity: Activity, serviceSid: string | undefined): InboxEntry {
  const { key: messageSid, conversationSid, whoId, whatId, ownerId, occurredAt } = activity;
  const job: MediaJob = {
    messageSid,
    conversationSid,
    serviceSid,
    media: { ...media, filename: media.filename },
    whoId,
    whatId,
    ownerId,
    occurredAt,
  };
  return {
    key: `${MEDIA}:${messageSid}:${media.sid}`,
    lane: `${conversationSid}/media`,
    conversationSid,
    kind: MEDIA,
    payload: JSON.stringify(job),
  };
}

/** The entry by which a kept file is linked: in a lane of its own, because it waits for the Task, and files behind it need not. */
export function linkEntry(mediaJob: MediaJob, kept: Pick<LinkJob, 'documentId' | 'keptAt'>): InboxEntry {
  const { messageSid, conversationSid, media, whoId, whatId } = mediaJob;
  const isOnRecord = (whoId ?? whatId) !== undefined;
  const job: LinkJob = { messageSid, conversationSid, mediaSid: media.sid, isOnRecord, ...kept };
  return {
    key: `${MEDIA_LINK}:${messageSid}:${media.sid}`,
    lane: `${conversationSid}/media/link`,
    conversationSid,
    kind: MEDIA_LINK,
    payload: JSON.stringify(job),
  };
}

/** @throws GatewayError `bad_request` for a payload of another version */
export const readMediaJob = (payload: string): MediaJob => read(jobSchema, payload);
/** @throws GatewayError `bad_request` for a payload of another version */
export const readLinkJob = (payload: string): LinkJob => read(linkSchema, payload);

function read<T>(schema: z.ZodType<T>, payload: string): T {
  const parsed = schema.safeParse(JSON.parse(payload));
  if (parsed.success) return parsed.data;
  throw new GatewayError('bad_request', 'This entry for a file cannot be read by this version.', { cause: parsed.error });
}
