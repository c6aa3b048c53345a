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

export const systemClock: Clock = { now: () => new Date() };

export const systemTimers: Timers = {
  after(delayMs, call) {
    const handle = setTimeout(call, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};
