import type { Timers } from '../clock.ts';

export interface GatheredOptions<T> {
  readonly timers: Timers;
  /** Looks for several keys at once, each once; an answer for every key. */
  readonly lookAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;
  /** How many keys go into one look-up. */
  readonly most: number;
  /** How long a key waits for others, in milliseconds. */
  readonly waitMs: number;
}

interface Batch<T> {
  readonly keys: Set<string>;
  readonly answers: Promise<ReadonlyMap<string, T>>;
  readonly leave: () => void;
}

/** Lets questions that are asked within a few milliseconds share one look-up. When it fails, it fails for all of them. */
export function gathered<T>({ timers, lookAll, most, waitMs }: GatheredOptions<T>): (key: string) => Promise<T> {
  let waiting: Batch<T> | undefined;
  const open = (): Batch<T> => {
    const keys = new Set<string>();
    const left = Promise.withResolvers<undefined>();
    const timer = timers.after(waitMs, () => batch.leave());
    const batch: Batch<T> = {
      keys,
      answers: left.promise.then(() => lookAll([...keys])),
      leave: () => {
        timer.cancel();
        if (waiting === batch) waiting = undefined;
        left.resolve(undefined);
      },
    };
    return batch;
  };
  return async (key) => {
    const batch = (waiting ??= open());
    batch.keys.add(key);
    if (batch.keys.size >= most) batch.leave();
    const answer = (await batch.answers).get(key);
    if (answer === undefined) throw new Error('a look-up of several keys left one out');
    return answer;
  };
}
