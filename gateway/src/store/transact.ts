import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../errors.ts';
import type { Engine } from './engine.ts';
import type { Write } from './group-commit.ts';

export interface TransactDeps extends Pick<Engine, 'db' | 'failure'> {
  /** Whether another transaction had to win, so that the same work may succeed next time. */
  readonly isConflict: (error: unknown) => boolean;
}

export interface Transact {
  readonly write: Write;
  /** Refuses further writes; resolves when those under way are settled. */
  readonly close: () => Promise<void>;
}

/** Rows are always locked in one order, so that even once is rare. */
const MAX_TRIES = 5;

/** Each write in a transaction of its own, several at once; one that lost against another is done again. */
export function transact({ db, failure, isConflict }: TransactDeps): Transact {
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  const attempt: Write = async (work) => {
    for (let tries = 1; ; tries++) {
      try {
        return await db.transaction().execute(work);
      } catch (error) {
        if (!isConflict(error) || tries === MAX_TRIES) throw failure(error);
        await sleep(tries);
      }
    }
  };

  return {
    write: (work) => {
      if (isClosed) return Promise.reject(new GatewayError('store_unavailable', 'The store is closed.'));
      const writing = attempt(work);
      const settled = writing.then(
        () => undefined,
        () => undefined,
      );
      underWay.add(settled);
      void settled.then(() => underWay.delete(settled));
      return writing;
    },
    close: async () => {
      isClosed = true;
      await Promise.all(underWay);
    },
  };
}
