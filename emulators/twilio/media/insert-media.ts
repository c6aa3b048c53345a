import { newSid } from '../account/new-sid.ts';
import type { World } from '../world.ts';
import type { Media, NewMedia } from './media.ts';

/** Puts a file into the service; a message takes it up later. */
export const insertMedia =
  ({ media, timers }: Pick<World, 'media' | 'timers'>) =>
  ({ contentType, filename, bytes }: NewMedia, author: string | null): Media => {
    const created: Media = {
      sid: newSid('ME'),
      contentType,
      filename: filename ?? null,
      bytes,
      author,
      messageSid: null,
      conversationSid: null,
      dateCreated: timers.now(),
    };
    media.set(created.sid, created);
    return created;
  };
