/** Work that waits for the work before it. */
export interface OneAtATime {
  /** Does it when its turn comes; answers, or rejects with, what it does. */
  readonly do: <T>(work: () => Promise<T>) => Promise<T>;
  /** How many wait for their turn. */
  readonly waiting: () => number;
  /** Resolves when what was to be done at the time of asking is done. */
  readonly idle: () => Promise<void>;
}

export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    do: (work) => {
      waiting += 1;
      const mine = last.then(() => {
        waiting -= 1;
        return work();
      });
      last = mine.catch(() => undefined);
      return mine;
    },
    waiting: () => waiting,
    idle: async () => {
      await last;
    },
  };
}
