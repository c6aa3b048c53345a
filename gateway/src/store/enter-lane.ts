import type { Expression, Kysely } from 'kysely';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

interface Entered {
  readonly lane: string;
  /** When the entry that is about to come is due; null when none is. */
  readonly due_at: Expression<number> | null;
}

/**
 * Locks a lane until the transaction ends, before any entry of it is read or changed, so that what is found out about it
 * stays true; makes it when it is new. A lane that waits already keeps waiting for its first entry: a new one is behind it.
 * The fence starts at the time of day, so that a lane which was purged and comes back never repeats one.
 */
export async function enterLane(trx: Kysely<Tables>, entered: Entered, now: StoreAccess['now']): Promise<void> {
  await trx
    .insertInto('lane')
    .values({ ...entered, fence: now(), lease_until: 0 })
    .onConflict((oc) =>
      oc.column('lane').doUpdateSet((eb) => ({ due_at: eb.fn.coalesce(eb.ref('lane.due_at'), eb.ref('excluded.due_at')) })),
    )
    .execute();
}
