import type { Expression, Kysely } from 'kysely';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/**
 * Locks lanes until the transaction ends, before any entry of them is read or changed, so that what is found out about them
 * stays true; always in one order, so that two transactions never wait for one another. Lanes that are new are made. One that
 * waits already keeps waiting for its first entry: a new one is behind it. A fence starts at the time of day, so that a lane
 * which was purged and comes back never repeats one.
 * @param due by lane, when the entry that is about to come is due; null when none is
 */
export async function enterLanes(
  trx: Kysely<Tables>,
  due: ReadonlyMap<string, Expression<number> | null>,
  now: StoreAccess['now'],
): Promise<void> {
  if (due.size === 0) return;
  const rows = [...due.keys()].sort().map((lane) => ({ lane, due_at: due.get(lane) ?? null, fence: now(), lease_until: 0 }));
  await trx
    .insertInto('lane')
    .values(rows)
    .onConflict((oc) =>
      oc.column('lane').doUpdateSet((eb) => ({ due_at: eb.fn.coalesce(eb.ref('lane.due_at'), eb.ref('excluded.due_at')) })),
    )
    .execute();
}
