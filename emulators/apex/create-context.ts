import type { AsyncKind, ExecutionContext } from './execution-context.ts';
import { Limits } from './limits.ts';

export type ContextOptions = {
  readonly userId: string;
  readonly isTest?: boolean;
  /** A job of that kind, with the limits of asynchronous code. */
  readonly asyncKind?: AsyncKind | undefined;
  /** What the transaction saw when it ran before; it is added to. */
  readonly seen?: unknown[];
};

/** A transaction that has not begun. */
export const createContext = ({ userId, isTest = false, asyncKind, seen = [] }: ContextOptions): ExecutionContext => {
  let next = 0;
  return {
    ...{
      userId,
      isTest,
      asyncKind,
      limits: new Limits(asyncKind ? 'asynchronous' : 'synchronous'),
      statics: new Map(),
      stack: [],
      triggers: [],
      event: undefined,
      jobs: [],
    },
    ...{ hasUncommittedWork: false, dmlKinds: new Set(), slots: new Map() },
    witness: <T>(compute: () => T): T => {
      next += 1;
      if (next > seen.length) seen.push(compute());
      return seen[next - 1] as T;
    },
  };
};
