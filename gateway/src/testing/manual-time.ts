import type { Clock, MonotonicMs, Timers } from '../clock.ts';

/** A clock and timers that a test drives by hand. */
export interface ManualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** From zero on, whatever happens to the clock. */
  readonly monotonicMs: MonotonicMs;
  /** Moves the time on, calling each timer that falls due on the way, in order. */
  advance(ms: number): void;
  /** Sets the clock back, as an operator or NTP may; no time passes. */
  setBack(ms: number): void;
  /** How long until the next timer; undefined when there is none. */
  untilNext(): number | undefined;
}

interface Pending {
  readonly at: number;
  readonly call: () => void;
}

/** The time stands still, from a Monday in January, until `advance` moves it. */
export function createManualTime(): ManualTime {
  let start = Date.UTC(2026, 0, 5, 9);
  let now = 0;
  const pending = new Set<Pending>();
  const first = () => [...pending].sort((a, b) => a.at - b.at)[0];

  return {
    clock: { now: () => new Date(start + now) },
    monotonicMs: () => now,
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
    setBack(ms) {
      start -= ms;
    },
    untilNext() {
      const next = first();
      return next && next.at - now;
    },
  };
}
