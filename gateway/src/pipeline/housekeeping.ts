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

/** Forgets what was over for longer than the retention, at start and every hour. */
export function createHousekeeping({ retention, clock, timers, log, retentionDays }: HousekeepingDeps) {
  let timer: Timer | undefined;
  const purge = async () => {
    const removed = await retention.purgeDone(new Date(clock.now().getTime() - retentionDays * DAY_MS));
    if (removed > 0) log.info({ removed }, 'forgot what was over');
  };
  const tick = () => {
    timer = timers.after(HOUR_MS, tick);
    purge().catch((error: unknown) => log.warn(whereOf(error), 'cannot purge'));
  };
  return { start: tick, stop: () => timer?.cancel() };
}
