import { newSid } from '../account/new-sid.ts';
import type { World } from '../world.ts';
import type { Content, ContentDraft } from './content-library.ts';

/** Stores a content template; WhatsApp has not been asked about it yet. */
export const insertContent =
  ({ content, store, timers }: Pick<World, 'content' | 'store' | 'timers'>) =>
  (draft: ContentDraft): Content => {
    const now = timers.now();
    const made: Content = {
      ...draft,
      sid: newSid('HX'),
      sequence: store.nextSequence(),
      dateCreated: now,
      dateUpdated: now,
      approval: { name: '', category: '', status: 'unsubmitted', rejectionReason: '' },
    };
    content.set(made.sid, made);
    return made;
  };
