import type { Kysely } from 'kysely';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Read = StoreAccess['read'];
type Queue = 'inbox' | 'outbox';

/** Row numbers from the first (excluded) to the last (included). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Numbers looked through in one statement. There is no index for this, because it is rare; no other work waits for long meanwhile. */
const RANGE = 5_000;

/** Looks through a whole queue, range by range; answers all that `look` finds. */
export async function scanQueue<R>(
  read: Read,
  queue: Queue,
  look: (db: Kysely<Tables>, range: Range) => Promise<readonly R[]>,
): Promise<R[]> {
  const last = await lastOf(read, queue);
  const found: R[] = [];
  for (let from = 0; from < last; from += RANGE) found.push(...(await read((db) => look(db, { from, to: from + RANGE }))));
  return found;
}

/** The number of the queue's last row; 0 when there is none. */
export async function lastOf(read: Read, queue: Queue): Promise<number> {
  const row = await read((db) => db.selectFrom(queue).select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst());
  return row?.sequence ?? 0;
}
