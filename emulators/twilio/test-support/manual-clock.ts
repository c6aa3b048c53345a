import type { Clock } from '../clock.ts';

export type ManualClock = Clock & {
  /** Moves time on; what falls due on the way runs, in order. */
  advance: (ms: number) => void;
};

/** A clock that stands still until told. */
export const createManualClock = (start = Date.UTC(2026, 10, 20, 9)): ManualClock => {
  let time = start;
  let waiting: { at: number; run: () => void }[] = [];
  const nextDue = (until: number) => waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => time,
    after: (ms, run) => {
      const timer = { at: time + ms, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const until = time + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        const { at, run } = due;
        waiting = waiting.filter((other) => other !== due);
        time = at;
        run();
      }
      time = until;
    },
  };
};
