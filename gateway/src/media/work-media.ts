import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { keepFile, type KeepFileDeps, type Outcome } from './keep-file.ts';
import { linkEntry, type LinkJob, type MediaJob } from './media-entry.ts';
import { refusalNote } from './refusal-note.ts';
import type { TaskFates } from './task-fates.ts';

export interface WorkMediaDeps extends KeepFileDeps {
  readonly settings: SettingsSource;
  readonly fates: TaskFates;
  readonly inbox: Pick<Inbox, 'accept'>;
  /** Lets so many files be under way at once, and refuses the rest with `overloaded`: they come back. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly observer: MediaObserver;
  readonly log: Log;
}

/** Told what became of files, for metrics. */
export interface MediaObserver {
  onMedia(outcome: 'stored' | 'skipped' | 'linked' | Extract<Outcome, { refusal: unknown }>['refusal'], bytes?: number): void;
}

/**
 * Keeps a file of a message as a file of its record. It obeys what the message obeys: none is kept where texts are not, or where the message
 * must not be on record, and one whose message is erased meanwhile goes with it.
 */
export function workMedia(deps: WorkMediaDeps) {
  const { settings, fates, files, inbox, inTurn, clock, observer, log } = deps;
  const keep = keepFile(deps);
  return async (job: MediaJob): Promise<readonly Activity[]> => {
    const { messageSid, conversationSid, media } = job;
    if (!(await settings.current()).storeMessageBodies || isBuried(await fates.of(messageSid))) {
      observer.onMedia('skipped');
      return [];
    }
    const kept = await inTurn(() => keep(job));
    if ('refusal' in kept) {
      if (kept.refusal === 'gone') notYet(clock.now().getTime() - Date.parse(job.occurredAt));
      observer.onMedia(kept.refusal);
      log.info({ conversationSid, media: media.sid, refusal: kept.refusal }, 'file of a message not kept');
      return [refusalNote(job, kept)];
    }
    observer.onMedia('stored', kept.bytes);
    if ((await fates.of(messageSid)) === 'erased') await files.remove(kept.fileId);
    else await inbox.accept(linkEntry(job, { documentId: kept.fileId, keptAt: clock.now().toISOString() }));
    return [];
  };
}

// Files and messages are kept by services of their own: one of a message that has just come may be there in a moment.
const MAY_COME_MS = 5 * 60_000;

/** @throws GatewayError `upstream_not_ready` for a message so young */
function notYet(ageMs: number): void {
  if (ageMs < MAY_COME_MS) throw new GatewayError('upstream_not_ready', 'Twilio does not have the file of a new message yet.');
}

const BURIED: ReadonlySet<string> = new Set(['deleted', 'erased', 'discarded']);
const isBuried = (fate: string): boolean => BURIED.has(fate);

export type LinkMediaDeps = Pick<WorkMediaDeps, 'fates' | 'files' | 'clock' | 'observer'>;

/** A Task is there within a minute or two, or after an outage: what has waited for long is looked at less often. */
const FIRST_LOOK_MS = 2_000;
const RARELY_MS = 15 * 60_000;
const SHARE_OF_AGE = 1 / 4;

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
