import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import type { Log } from './log.ts';
import { attendMedia } from './media/attend-media.ts';
import { handleMedia } from './media/handle-media.ts';
import { mediaMetrics } from './media-metrics.ts';
import type { Metrics } from './metrics.ts';
import type { connectTwilio } from './outside.ts';
import type { Inbox } from './pipeline/inbox.ts';
import { inTurn } from './resilience/in-turn.ts';
import { httpScan } from './scanner/http-scan.ts';
import type { Store } from './store/open-store.ts';

export interface WireMediaDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: Pick<ReturnType<typeof connectSalesforce>, 'files' | 'work' | 'isScarce'>;
  readonly twilio: Pick<ReturnType<typeof connectTwilio>, 'media'>;
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly metrics: Metrics;
  readonly log: Log;
}

export type WiredMedia = ReturnType<typeof wireMedia>;

/** When a file comes back for which there was no turn: one before it may take a minute, and each look costs two writes of the store. */
const NO_TURN_RETRY_MS = 5_000;

/** Joins files of messages with where they come from, where they go, and who scans them. */
export function wireMedia({ config, store, salesforce, twilio, inbox, metrics, log }: WireMediaDeps) {
  const { maxBytes, types, concurrency, scan } = config.media;
  return {
    /** The files of an entry's message. */
    attend: attendMedia({ inbox, isOff: maxBytes === 0 }),
    /** Works an entry for a file; undefined when it is somebody else's. */
    handle: handleMedia({
      source: twilio.media,
      files: salesforce.files,
      settings: salesforce.work.settings,
      fates: store.taskFates,
      limits: { maxBytes, types },
      scan: scan && httpScan(scan),
      inTurn: inTurn({ concurrent: concurrency, queued: concurrency }, { retryAfterMs: NO_TURN_RETRY_MS }),
      inbox,
      isScarce: salesforce.isScarce,
      clock: systemClock,
      observer: mediaMetrics(metrics.registry),
      log,
    }),
  };
}
