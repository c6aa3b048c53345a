import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { GatewayError } from '../errors.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './tables.ts';

/** Runs inside a transaction together with others; resolves once it is committed. */
export type Write = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

export interface GroupCommit {
  readonly write: Write;
  /** Refuses further writes; resolves when those under way are settled. */
  readonly close: () => Promise<void>;
}

interface Pending {
  /** Does the work; answers how to tell the caller, once the outcome is durable. */
  readonly attempt: (trx: Transaction<Tables>) => Promise<() => void>;
  readonly reject: (error: Error) => void;
}

/** Keeps one transaction, and so the pause in the event loop, to some tens of milliseconds. */
const MAX_GROUP = 500;

/**
 * Work that began together comes to its write some turns of the event loop apart; together it pays one fsync. What is alone waits for two turns,
 * which are nothing where nothing else goes on: with handlers of uneven length this halves the commits, and more.
 */
const LEAST_TURNS = 2;
const MAX_TURNS = 4;

/**
 * Writes that come close together share one transaction, because the price of a write is its fsync: those of two turns of the event loop, and
 * of two more as long as each brings some. Each caller hears only after the commit. A write that fails is undone alone; when the commit fails,
 * all reject with `store_unavailable`.
 */
export function groupCommit({ db, failure }: Pick<Engine, 'db' | 'failure'>): GroupCommit {
  const queue: Pending[] = [];
  let running: Promise<void> | undefined;
  let isClosed = false;

  const drain = async () => {
    while (queue.length > 0) {
      await gathered(queue);
      await commit(db, queue.splice(0, MAX_GROUP));
    }
    running = undefined;
  };

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new GatewayError('store_unavailable', 'The store is closed.');
        const attempt = (trx: Transaction<Tables>) =>
          inSavepoint(trx, { work, resolve, reject: (error) => reject(asError(failure(error))) });
        queue.push({ attempt, reject });
        running ??= drain();
      }),
    async close() {
      isClosed = true;
      await running;
    },
  };
}

async function gathered(queue: readonly Pending[]): Promise<void> {
  for (let turns = 0, before = 0; turns < MAX_TURNS && queue.length < MAX_GROUP; turns++) {
    if (turns >= LEAST_TURNS && queue.length === before) return;
    before = queue.length;
    await nextTurn();
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));

async function commit(db: Kysely<Tables>, group: readonly Pending[]): Promise<void> {
  const settle: (() => void)[] = [];
  let reason: unknown;
  try {
    await db.transaction().execute(async (trx) => {
      try {
        for (const { attempt } of group) settle.push(await attempt(trx));
      } catch (error) {
        reason = error; // the rollback of a transaction that the database dropped fails too, and would hide it
        throw error;
      }
    });
  } catch (error) {
    const cause = reason ?? error;
    for (const { reject } of group) reject(new GatewayError('store_unavailable', 'The store could not commit.', { cause }));
    return;
  }
  for (const tell of settle) tell();
}

interface Attempt<T> {
  readonly work: (trx: Transaction<Tables>) => Promise<T>;
  readonly resolve: (result: T) => void;
  readonly reject: (error: unknown) => void;
}

const SAVEPOINT = CompiledQuery.raw('savepoint write');
const RELEASE = CompiledQuery.raw('release savepoint write');
const UNDO = CompiledQuery.raw('rollback to savepoint write');

/** Fails only when the whole transaction is lost: SQLite drops it by itself on some errors (a full disk), and the savepoint with it. */
async function inSavepoint<T>(trx: Transaction<Tables>, { work, resolve, reject }: Attempt<T>): Promise<() => void> {
  await trx.executeQuery(SAVEPOINT);
  try {
    const result = await work(trx);
    await trx.executeQuery(RELEASE);
    return () => resolve(result);
  } catch (error) {
    await undo(trx, error);
    return () => reject(error);
  }
}

async function undo(trx: Transaction<Tables>, cause: unknown): Promise<void> {
  try {
    await trx.executeQuery(UNDO);
    await trx.executeQuery(RELEASE);
  } catch {
    throw cause;
  }
}
