import type { Timers } from './clock.ts';
import type { Log } from './log.ts';

export interface StopInTimeDeps {
  readonly timers: Timers;
  readonly log: Log;
}

/** Something that goes on by itself until it is stopped. */
export interface Stoppable {
  /** Resolves when what is under way has ended; by the deadline if it can. */
  readonly stop: (deadlineMs: number) => Promise<void>;
}

/** What whoever gives things back at the deadline takes to do so. */
const GRACE_MS = 500;

/**
 * Stops all at once, and waits no longer than the deadline and a moment: what is not done then is left as it is, and comes back by its lease or
 * is begun anew. Never rejects.
 */
export function stopInTime({ timers, log }: StopInTimeDeps) {
  return async (loops: readonly Stoppable[], deadlineMs: number): Promise<void> => {
    const late = Promise.withResolvers<'late'>();
    const timer = timers.after(deadlineMs + GRACE_MS, () => late.resolve('late'));
    const outcome = await Promise.race([Promise.allSettled(loops.map((loop) => loop.stop(deadlineMs))), late.promise]);
    timer.cancel();
    if (outcome === 'late') log.warn({ deadlineMs }, 'stopped in the middle of work: it is taken up again at the next start');
  };
}
