import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { linkMedia } from './link-media.ts';
import { MEDIA, MEDIA_LINK, readLinkJob, readMediaJob } from './media-entry.ts';
import { workMedia, type WorkMediaDeps } from './work-media.ts';

/** Works an inbox entry for a file and answers the activities it makes; undefined when the entry is somebody else's. */
export function handleMedia(deps: WorkMediaDeps) {
  const work = workMedia(deps);
  const link = linkMedia(deps);
  return async ({ kind, payload }: Pick<InboxEntry, 'kind' | 'payload'>): Promise<readonly Activity[] | undefined> => {
    switch (kind) {
      case MEDIA:
        return work(readMediaJob(payload));
      case MEDIA_LINK:
        return link(readLinkJob(payload));
      default:
        return undefined;
    }
  };
}
