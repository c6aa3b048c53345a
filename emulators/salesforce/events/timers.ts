/** Delayed work, so that tests can move time. `after` takes milliseconds and answers how to cancel. */
export type Timers = { after(ms: number, work: () => void): () => void };

/** The process's own timers; none of them keeps the process alive. */
export const systemTimers: Timers = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
