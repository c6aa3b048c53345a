import type { MonotonicMs, Timer, Timers } from '../clock.ts';

export interface RepeatDeps {
  readonly monotonicMs: MonotonicMs;
  readonly timers: Timers;
  readonly everyMs: number;
  /** Until the next time after a failure. */
  readonly retryMs: number;
  readonly work: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

export interface Repeat {
  /** Works at once, then every so often, counted from start to start; never twice at the same time. */
  readonly start: () => void;
  /** Works now, or again as soon as what is under way ends. Nothing happens before the start and after the stop. */
  readonly wake: () => void;
  /** Whether it is time for the next: work that takes long may end for it. */
  readonly isDue: () => boolean;
  /** Works no more; resolves when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

export function createRepeat(deps: RepeatDeps): Repeat {
  const { monotonicMs: now, timers, everyMs, retryMs } = deps;
  let state: 'new' | 'on' | 'off' = 'new';
  let running: Promise<void> | undefined;
  let timer: Timer | undefined;
  let dueAt = 0;

  const once = async () => {
    dueAt = now() + everyMs;
    try {
      await deps.work();
    } catch (error) {
      dueAt = Math.min(dueAt, now() + retryMs);
      if (state === 'on') deps.onFailure(error);
    }
  };
  const ended = () => {
    running = undefined;
    if (state === 'on') timer = timers.after(Math.max(0, dueAt - now()), () => void run());
  };
  const run = () => (running = once().then(ended));
  return {
    start: () => {
      state = 'on';
      void run();
    },
    wake: () => {
      dueAt = now();
      if (state !== 'on' || running) return;
      timer?.cancel();
      void run();
    },
    isDue: () => now() >= dueAt,
    stop: async () => {
      state = 'off';
      timer?.cancel();
      await running;
    },
  };
}
