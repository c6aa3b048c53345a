import { sql, type Expression, type Kysely } from 'kysely';
import type { Backlog, QueueCounts } from '../pipeline/backlog.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Counts the queues. It reads indices only, but all of their entries: some tens of milliseconds with a million of them. */
export function createSqlBacklog({ read, now }: StoreAccess): Backlog {
  return {
    counts: () => read(async (db) => ({ inbox: await count(db, 'inbox', now()), outbox: await count(db, 'outbox', now()) })),
  };
}

async function count(db: Kysely<Tables>, table: 'inbox' | 'outbox', now: Expression<number>): Promise<QueueCounts> {
  const inState = (state: 'ready' | 'dead') => db.selectFrom(table).where('state', '=', sql.lit(state));
  // PostgreSQL's driver gives 64-bit numbers as text.
  const howMany = sql<number | string>`count(*)`.as('count');
  const age = sql<number | string | null>`${now} - min(created_at)`.as('age');
  const ready = await inState('ready').select(howMany).executeTakeFirstOrThrow();
  const oldest = await inState('ready').select(age).executeTakeFirstOrThrow();
  const dead = await inState('dead').select(howMany).executeTakeFirstOrThrow();
  return { ready: Number(ready.count), dead: Number(dead.count), oldestAgeMs: Math.max(0, Number(oldest.age ?? 0)) };
}
