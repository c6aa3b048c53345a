import type { Clock, Timer, Timers } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Retention } from './backlog.ts';
import { whereOf } from './where-of.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

export interface HousekeepingDeps {
  readonly retention: Retention;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly retentionDays: number;
}

// Published texts are blanked at once; how long they may still stand in the store's own log.
const SCRUB_MS = 60_000;

/** Forgets what was over for longer than the retention, at start and every hour; scrubs the store every minute. */
export function createHousekeeping({ retention, clock, timers, log, retentionDays }: HousekeepingDeps) {
  const pending = new Map<number, Timer>();
  const every = (ms: number, work: () => Promise<void>, failed: string) => {
    const tick = () => {
      pending.set(ms, timers.after(ms, tick));
      work().catch((error: unknown) => log.warn(whereOf(error), failed));
    };
    tick();
  };
  const purge = async () => {
    const removed = await retention.purgeDone(new Date(clock.now().getTime() - retentionDays * DAY_MS));
    if (removed > 0) log.info({ removed }, 'forgot what was over');
  };
  return {
    start() {
      every(HOUR_MS, purge, 'cannot purge');
      every(SCRUB_MS, () => retention.scrub(), 'cannot scrub the store');
    },
    stop() {
      for (const timer of pending.values()) timer.cancel();
    },
  };
}
