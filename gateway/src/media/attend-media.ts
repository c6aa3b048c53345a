import { z } from 'zod';
import type { Activity } from '../pipeline/activity.ts';
import type { Inbox, InboxEntry } from '../pipeline/inbox.ts';
import { mediaEntry } from './media-entry.ts';
import { readMedia } from './media-item.ts';

export interface AttendMediaDeps {
  readonly inbox: Pick<Inbox, 'accept'>;
  /** No file is kept at all. */
  readonly isOff: boolean;
}

const paramsSchema = z.object({
  Media: z.string().optional(),
  ChatServiceSid: z
    .string()
    .regex(/^IS[0-9a-zA-Z]{32}$/)
    .optional()
    .catch(undefined),
});

/**
 * Gives each file of a message an entry of its own, whoever wrote the message and however we heard of it. Doing it twice does no harm. Rejects
 * when the store takes no more: the message then waits too, for it would be the last that knows of its files.
 */
export function attendMedia({ inbox, isOff }: AttendMediaDeps) {
  return async ({ kind, payload }: Pick<InboxEntry, 'kind' | 'payload'>, activities: readonly Activity[]): Promise<void> => {
    const message = activities.find((activity) => activity.kind === 'message');
    if (isOff || kind !== 'onMessageAdded' || !message) return;
    const { Media, ChatServiceSid } = paramsSchema.parse(JSON.parse(payload));
    for (const item of readMedia(Media)) await inbox.accept(mediaEntry(item, message, ChatServiceSid));
  };
}
