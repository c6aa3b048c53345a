/** Where the gateway gets the time from, so that rules about time can be tested without waiting. */
export interface Clock {
  now(): Date;
}

/** A pending call that can be called off. */
export interface Timer {
  cancel(): void;
}

/** Where the gateway gets its delays from. `after` calls once, no earlier than `delayMs` from now. */
export interface Timers {
  after(delayMs: number, call: () => void): Timer;
}

/**
 * Milliseconds since some moment, that only grow: for how long something takes or has to wait. The time of day would make it wait for the
 * difference when it is set back.
 */
export type MonotonicMs = () => number;

export const monotonicMs: MonotonicMs = () => performance.now();

export const systemClock: Clock = { now: () => new Date() };

export const systemTimers: Timers = {
  after(delayMs, call) {
    const handle = setTimeout(call, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};
