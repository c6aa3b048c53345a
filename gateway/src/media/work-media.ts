import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { keepFile, type KeepFileDeps, type Outcome } from './keep-file.ts';
import { linkEntry, type MediaJob } from './media-entry.ts';
import { refusalNote } from './refusal-note.ts';
import { isBuried, type TaskFates } from './task-fates.ts';

export interface WorkMediaDeps extends KeepFileDeps {
  readonly settings: SettingsSource;
  readonly fates: TaskFates;
  readonly inbox: Pick<Inbox, 'accept'>;
  /** Lets so many files be under way at once, and refuses the rest with `overloaded`: they come back. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** The org has few API requests left today: messages need them more. */
  readonly isScarce: () => boolean;
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
    if (deps.isScarce()) throw scarce();
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

/** The allowance frees up bit by bit, as its 24 hours move on. */
const SCARCE_WAIT_MS = 15 * 60_000;
const scarce = () =>
  new GatewayError('upstream_busy', 'The org has few API requests left today: files wait.', {
    retryAfterMs: SCARCE_WAIT_MS,
    isUntried: true,
  });

// Files and messages are kept by services of their own: one of a message that has just come may be there in a moment.
const MAY_COME_MS = 5 * 60_000;

/** @throws GatewayError `upstream_not_ready` for a message so young */
function notYet(ageMs: number): void {
  if (ageMs < MAY_COME_MS) throw new GatewayError('upstream_not_ready', 'Twilio does not have the file of a new message yet.');
}
