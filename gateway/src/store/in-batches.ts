import { GatewayError } from '../errors.ts';

export interface Batches<I, R> {
  /** Does the work for many at once; answers one result each, in order. */
  readonly work: (inputs: readonly I[]) => Promise<readonly R[]>;
  readonly maxSize: number;
  /** Batches under way at the same time; meanwhile the next one grows. */
  readonly maxUnderWay: number;
  /** Whether one that failed together with others may succeed alone. */
  readonly isWorthAlone: (error: unknown) => boolean;
}

interface Waiting<I, R> {
  readonly input: I;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** What is good for writes. */
export const BATCHES = {
  // Keeps one statement, and so the pause in the event loop, to some milliseconds.
  maxSize: 100,
  // On a server, one batch travels while another is made ready; within this process they come one after the other anyway.
  maxUnderWay: 4,
  // A statement that the database refused may be the fault of one of many; a database that fails fails for all.
  isWorthAlone: (error: unknown) => !(error instanceof GatewayError),
} satisfies Partial<Batches<never, never>>;

/** Joins calls that come close together: what each would cost alone, a statement or a round trip, they pay once. */
export function inBatches<I, R>({ work, maxSize, maxUnderWay, isWorthAlone }: Batches<I, R>): (input: I) => Promise<R> {
  const queue: Waiting<I, R>[] = [];
  let underWay = 0;
  let isScheduled = false;

  const schedule = () => {
    if (isScheduled || underWay >= maxUnderWay || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      underWay += 1;
      void settle(queue.splice(0, maxSize)).finally(() => {
        underWay -= 1;
        schedule();
      });
      schedule();
    });
  };
  const settle = async (batch: readonly Waiting<I, R>[]): Promise<void> => {
    try {
      const results = await work(batch.map(({ input }) => input));
      for (const [place, { resolve }] of batch.entries()) resolve(results[place] as R);
    } catch (error) {
      if (batch.length === 1 || !isWorthAlone(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await settle([one]);
    }
  };

  return (input) =>
    new Promise((resolve, reject) => {
      queue.push({ input, resolve, reject });
      schedule();
    });
}
