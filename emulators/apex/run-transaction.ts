import { createContext } from './create-context.ts';
import type { AsyncKind, ExecutionContext } from './execution-context.ts';
import { type CalloutAnswer, type CalloutRequest, PendingCallout } from './pending-callout.ts';
import type { RunningEngine } from './create-engine.ts';

export type TransactionDeps = RunningEngine & {
  /** Sends a callout; never rejects, and blocks nobody meanwhile. */
  readonly send: (request: CalloutRequest) => Promise<CalloutAnswer>;
};

export type TransactionOptions = { readonly userId: string; readonly asyncKind?: AsyncKind };

/** The transaction with what it left to do afterwards. */
export type Finished<T> = { readonly value: T; readonly context: ExecutionContext };

/**
 * Runs Apex as one transaction, all or nothing. At a callout the attempt ends, the request goes out while others are served, and the work
 * runs again from the start: it sees the same time, random numbers, query results and answers as before, so that it comes to the same
 * place. `work` must build its arguments anew each time. Rejects with what the Apex throws.
 */
export const runTransaction =
  ({ engine, send }: TransactionDeps) =>
  async <T>(options: TransactionOptions, work: (context: ExecutionContext) => T): Promise<Finished<T>> => {
    const seen: unknown[] = [];
    for (;;) {
      const context = createContext({ ...options, seen });
      try {
        return { value: engine.database.transaction(context, () => work(context)), context };
      } catch (error) {
        if (!(error instanceof PendingCallout)) throw error;
        seen.push(await send(error.request));
      }
    }
  };
