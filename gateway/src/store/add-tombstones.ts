import type { Kysely } from 'kysely';
import type { TombstoneReason } from '../pipeline/tombstones.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Keeps keys of one statement far below what engines take as parameters (SQLite: 32,766, three a row). */
const CHUNK = 1_000;

interface Tombstoned {
  readonly keys: readonly string[];
  readonly reason: TombstoneReason;
}

/** Marks keys as never to be published again, inside the transaction of what led to it; the first reason stands. */
export async function addTombstones(trx: Kysely<Tables>, { keys, reason }: Tombstoned, now: StoreAccess['now']): Promise<void> {
  const different = [...new Set(keys)].sort();
  for (let start = 0; start < different.length; start += CHUNK) {
    const rows = different.slice(start, start + CHUNK).map((key) => ({ key, reason, created_at: now() }));
    await trx
      .insertInto('tombstone')
      .values(rows)
      .onConflict((oc) => oc.column('key').doNothing())
      .execute();
  }
}
