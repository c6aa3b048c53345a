import { sql, type SelectQueryBuilder } from 'kysely';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Waiting = SelectQueryBuilder<Tables, 'inbox', object> | SelectQueryBuilder<Tables, 'outbox', object>;

/** How long the oldest of these rows has waited, in milliseconds; 0 when there is none. An index on the column makes it cheap. */
export async function oldestAge(rows: Waiting, since: 'created_at' | 'published_at', now: StoreAccess['now']): Promise<number> {
  const query = rows as SelectQueryBuilder<Tables, 'outbox', object>;
  const row = await query.select(sql<number | null>`${now()} - min(${sql.ref(since)})`.as('age')).executeTakeFirst();
  return Math.max(0, row?.age ?? 0);
}
