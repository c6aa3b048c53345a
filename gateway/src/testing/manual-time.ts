import type { Clock, Timers } from '../clock.ts';

/** A clock and timers that a test drives by hand. */
export interface ManualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves the time on, calling each timer that falls due on the way, in order. */
  advance(ms: number): void;
  /** How long until the next timer; undefined when there is none. */
  untilNext(): number | undefined;
}

interface Pending {
  readonly at: number;
  readonly call: () => void;
}

/** The time stands still, from a Monday in January, until `advance` moves it. */
export function createManualTime(): ManualTime {
  let now = Date.UTC(2026, 0, 5, 9);
  const pending = new Set<Pending>();
  const first = () => [...pending].sort((a, b) => a.at - b.at)[0];

  return {
    clock: { now: () => new Date(now) },
    timers: {
      after(delayMs, call) {
        const timer = { at: now + delayMs, call };
        pending.add(timer);
        return { cancel: () => void pending.delete(timer) };
      },
    },
    advance(ms) {
      const end = now + ms;
      for (let next = first(); next !== undefined && next.at <= end; next = first()) {
        pending.delete(next);
        now = next.at;
        next.call();
      }
      now = end;
    },
    untilNext() {
      const next = first();
      return next && next.at - now;
    },
  };
}
