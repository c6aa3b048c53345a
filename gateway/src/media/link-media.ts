import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { LinkJob } from './media-entry.ts';
import type { RecordFiles } from './record-files.ts';
import { isBuried, type TaskFates } from './task-fates.ts';
import type { MediaObserver } from './work-media.ts';

/** A Task is there within a minute or two, or after an outage: what has waited for long is looked at less often. */
const FIRST_LOOK_MS = 2_000;
const RARELY_MS = 15 * 60_000;
const SHARE_OF_AGE = 1 / 4;

export interface LinkMediaDeps {
  readonly fates: TaskFates;
  readonly files: Pick<RecordFiles, 'taskOf' | 'link' | 'remove'>;
  readonly clock: Clock;
  readonly observer: MediaObserver;
}

/**
 * Shows a kept file on the Task of its message, once the Task is there.
 * @throws GatewayError `upstream_not_ready` until Salesforce has said what became of the message; `upstream_rejected` when that has to be
 * mended first, by somebody
 */
export function linkMedia({ fates, files, clock, observer }: LinkMediaDeps) {
  return async ({ messageSid, documentId, keptAt, isOnRecord }: LinkJob): Promise<readonly Activity[]> => {
    const fate = await fates.of(messageSid);
    if (fate === 'waiting') {
      const age = clock.now().getTime() - Date.parse(keptAt);
      const retryAfterMs = Math.min(Math.max(FIRST_LOOK_MS, age * SHARE_OF_AGE), RARELY_MS);
      throw new GatewayError('upstream_not_ready', 'The Task of the message is not there yet.', { retryAfterMs, isUntried: true });
    }
    if (fate === 'failed' || fate === 'dead') {
      throw new GatewayError('upstream_rejected', 'The message has no Task to show the file on: replay the message, then this.');
    }
    if (isBuried(fate)) {
      // On a record the file stays when the Task was deleted, and a person may delete it too; on none, nobody would see it again.
      if (fate === 'erased' || !isOnRecord) await files.remove(documentId);
      return [];
    }
    const task = await files.taskOf(messageSid);
    if (task === undefined) {
      if (isOnRecord || fate === 'unknown') return [];
      throw new GatewayError('upstream_rejected', 'Salesforce has the Task of the message and does not show it: may our user see Tasks?');
    }
    await files.link(documentId, task);
    observer.onMedia('linked');
    return [];
  };
}
