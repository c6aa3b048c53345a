import type { Clock, MonotonicMs, Timers } from '../clock.ts';
import { createManualTime } from './manual-time.ts';

export interface HandTimers extends Timers, Clock {
  readonly monotonicMs: MonotonicMs;
  /** Sets the clock back; no time passes. */
  setBack(ms: number): void;
  /** Moves the time on, calling what falls due in order; waits for what the calls set off. */
  advance(ms: number): Promise<void>;
}

// Promises that were resolved by a call need some turns of the event loop to get to their next await.
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Manual time for code that awaits between its timers. */
export function handTimers(): HandTimers {
  const time = createManualTime();
  return {
    now: () => time.clock.now(),
    monotonicMs: time.monotonicMs,
    setBack: (ms) => time.setBack(ms),
    after: (delayMs, call) => time.timers.after(delayMs, call),
    async advance(ms) {
      await settle();
      let left = ms;
      for (let next = time.untilNext(); next !== undefined && next <= left; next = time.untilNext()) {
        time.advance(next);
        left -= next;
        await settle();
      }
      time.advance(left);
    },
  };
}
