import type { Clock } from '../clock.ts';
import type { Timers } from './timers.ts';

export type ManualTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves time on by so many milliseconds and does all the work that falls due on the way, in order. */
  advance(ms: number): void;
  /** Resolves once work is waiting that falls due in so many milliseconds. */
  waitingFor(ms: number): Promise<void>;
  /** Does what is due now. */
  settle(): void;
};

/** Time that stands still until a test moves it. */
export const createManualTime = (start = Date.UTC(2026, 2, 1, 9, 30)): ManualTime => {
  let now = start;
  let waiting: { readonly due: number; readonly work: () => void }[] = [];

  let watchers: { readonly due: number; readonly resolve: () => void }[] = [];

  const nextDue = (limit: number) => waiting.filter((timer) => timer.due <= limit).sort((a, b) => a.due - b.due)[0];

  const advance = (ms: number) => {
    const limit = now + ms;
    for (let timer = nextDue(limit); timer; timer = nextDue(limit)) {
      const current = timer;
      waiting = waiting.filter((each) => each !== current);
      now = Math.max(now, current.due);
      current.work();
    }
    now = limit;
  };

  return {
    clock: { now: () => now },
    timers: {
      after: (ms, work) => {
        const timer = { due: now + ms, work };
        waiting.push(timer);
        watchers.filter((watcher) => watcher.due === timer.due).forEach((watcher) => watcher.resolve());
        return () => {
          waiting = waiting.filter((each) => each !== timer);
        };
      },
    },
    advance,
    waitingFor: (ms) => {
      if (waiting.some((timer) => timer.due === now + ms)) return Promise.resolve();
      return new Promise((resolve) => (watchers = [...watchers, { due: now + ms, resolve }]));
    },
    settle: () => advance(0),
  };
};
