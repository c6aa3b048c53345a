import type { Clock, Timers } from '../clock.ts';

export interface HandTimers extends Timers, Clock {
  /** Moves the time on, calling what falls due in order; waits for what the calls set off. */
  advance(ms: number): Promise<void>;
}

/** A clock and timers that move only when told to. */
export function handTimers(start = Date.UTC(2026, 0, 5, 9)): HandTimers {
  let now = start;
  let pending: { readonly at: number; readonly call: () => void }[] = [];
  // Promises that were resolved by a call need some turns of the event loop to get to their next await.
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => new Date(now),
    after(delayMs, call) {
      const timer = { at: now + delayMs, call };
      pending.push(timer);
      return { cancel: () => void (pending = pending.filter((other) => other !== timer)) };
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = pending.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        pending = pending.filter((other) => other !== next);
        now = next.at;
        next.call();
        await settle();
      }
      now = end;
    },
  };
}
