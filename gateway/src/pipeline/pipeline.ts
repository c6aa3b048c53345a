import type { Clock, MonotonicMs, Timers } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ActivityPublisher } from './activity.ts';
import type { Retention } from './backlog.ts';
import { createHousekeeping } from './housekeeping.ts';
import type { ActivityTriggers } from './activity-trigger.ts';
import type { Duties } from './duties.ts';
import type { Inbox } from './inbox.ts';
import type { PipelineObserver } from './observer.ts';
import type { Outbox } from './outbox.ts';
import { createPublishLoop } from './publish-loop.ts';
import { publishRate } from './publish-rate.ts';
import type { PublishedActivities } from './published-activities.ts';
import type { ReceiptSource } from './receipt-source.ts';
import { createReceiptsLoop } from './receipts-loop.ts';
import { retryDelay } from './retry-delay.ts';
import { wakingInbox } from './waking-inbox.ts';
import type { Handle } from './work-entry.ts';
import type { WorkQueue } from './work-queue.ts';
import { createWorker } from './worker.ts';

/** All times in milliseconds but where it says otherwise. */
export interface PipelineSettings {
  readonly workPollMs: number;
  readonly publishLingerMs: number;
  /** Events. */
  readonly publishPerHour: number;
  readonly retryBaseMs: number;
  readonly leaseMs: number;
  /** When to ask again for a receipt. */
  readonly secondLookMs: number;
  /** Days. */
  readonly retentionDays: number;
}

export interface PipelineDeps {
  readonly inbox: Inbox;
  readonly workQueue: WorkQueue;
  readonly outbox: Outbox;
  readonly published: PublishedActivities;
  readonly duties: Duties;
  readonly retention: Retention;
  readonly handle: Handle;
  readonly publisher: ActivityPublisher;
  readonly triggers: ActivityTriggers;
  readonly receipts: ReceiptSource;
  /** The org has few API requests left today. */
  readonly isScarce: () => boolean;
  readonly observer: PipelineObserver;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly settings: PipelineSettings;
  readonly monotonicMs: MonotonicMs;
  /** Spreads retries: a number from 0 to just below 1. */
  readonly random: () => number;
}

export interface Pipeline {
  /** The inbox whose entries are worked at once; accept through this one. */
  readonly inbox: Inbox;
  readonly start: () => void;
  /**
   * Claims nothing more, lets what is worked or published end, and publishes what that brought. At the deadline the lanes
   * are given back as they are, and nothing new is published; whatever was accepted stays in the store. Never rejects.
   */
  readonly stop: (deadlineMs: number) => Promise<void>;
  /** Looks for work now instead of at the next poll. */
  readonly wake: () => void;
}

/** From accepted webhook to published activity: works the inbox by `handle`, publishes the outbox, tries again what fails. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const { settings, random, timers } = deps;
  const retry = retryDelay({ baseMs: settings.retryBaseMs, random });
  const shared = { ...deps, retry, leaseMs: settings.leaseMs, pollMs: settings.workPollMs };
  const rate = publishRate({ monotonicMs: deps.monotonicMs, perHour: settings.publishPerHour });
  const publishing = createPublishLoop({ ...shared, rate, lingerMs: settings.publishLingerMs });
  const worker = createWorker({ ...shared, onAdded: publishing.wake });
  const receipts = createReceiptsLoop({ ...shared, onAdded: publishing.wake, secondLookMs: settings.secondLookMs });
  const housekeeping = createHousekeeping({ ...deps, retentionDays: settings.retentionDays });

  const finish = async () => {
    await Promise.all([worker.stop().then(publishing.stop), receipts.stop()]);
  };

  return {
    inbox: wakingInbox(deps.inbox, worker.wake),
    start: () => {
      worker.start();
      publishing.start();
      receipts.start();
      housekeeping.start();
    },
    wake: worker.wake,
    stop: async (deadlineMs) => {
      housekeeping.stop();
      const deadline = Promise.withResolvers<'late'>();
      const timer = timers.after(deadlineMs, () => deadline.resolve('late'));
      const outcome = await Promise.race([finish(), deadline.promise]);
      timer.cancel();
      if (outcome === 'late') await Promise.all([worker.abandon(), publishing.abandon()]);
    },
  };
}
