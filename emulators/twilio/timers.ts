import type { Clock } from './clock.ts';

export type Timers = {
  now: () => number;
  after: (ms: number, run: () => void) => () => void;
  /** Resolves after `ms`; at once for 0. Stays pending for ever if the timers are closed first. */
  sleep: (ms: number) => Promise<void>;
  /** Cancels everything outstanding; nothing can be started afterwards. */
  close: () => void;
};

/** Remembers every timer started on `clock`, so that shutting down leaves none behind. */
export const createTimers = (clock: Clock): Timers => {
  const outstanding = new Set<() => void>();
  let closed = false;
  const after = (ms: number, run: () => void) => {
    if (closed) return () => undefined;
    const stop = clock.after(ms, () => {
      outstanding.delete(cancel);
      run();
    });
    const cancel = () => {
      outstanding.delete(cancel);
      stop();
    };
    outstanding.add(cancel);
    return cancel;
  };
  return {
    now: () => clock.now(),
    after,
    sleep: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => after(ms, resolve))),
    close: () => {
      closed = true;
      for (const cancel of [...outstanding]) cancel();
    },
  };
};
