import type { Activity } from '../pipeline/activity.ts';
import { fileName } from './file-name.ts';
import type { Refusal } from './judge-media.ts';
import type { MediaJob } from './media-entry.ts';

export interface Refused {
  readonly refusal: Refusal;
  /** The scanner's word. */
  readonly finding?: string;
}

const REASONS: Readonly<Record<Refusal, string>> = {
  too_large: 'It is larger than the files that are kept.',
  type: 'Files of its type are not kept.',
  gone: 'The messaging service no longer has it.',
  infected: 'The virus scan found something in it.',
  empty: 'There is nothing in it.',
};

/** The record's note that a file of a message was not kept, and why: one for each file, at the message's own time. */
export function refusalNote(job: MediaJob, { refusal, finding }: Refused): Activity {
  const { media, messageSid, conversationSid, whoId, whatId, ownerId, occurredAt } = job;
  const key = `${messageSid}-${media.sid}`;
  const found = finding === undefined ? '' : ` It calls it ${finding}.`;
  return {
    key,
    dedupeKey: `note:${key}`,
    kind: 'note',
    conversationSid,
    occurredAt,
    subject: `Attachment not kept: ${fileName({ ...media, filename: media.filename ?? '' }).path}`,
    body: `${REASONS[refusal]}${found} (${media.contentType})`,
    ...(whoId !== undefined && { whoId }),
    ...(whatId !== undefined && { whatId }),
    ...(ownerId !== undefined && { ownerId }),
  };
}
