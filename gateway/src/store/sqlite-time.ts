import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

const KEY = 'time';

/** Keeps how late it is in the store itself: a process that starts after the clock was set back would not know. */
export async function keepTime(trx: Kysely<Tables>, now: number): Promise<void> {
  const value = String(now);
  await trx
    .insertInto('meta')
    .values({ key: KEY, value })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value }))
    .execute();
}

/** How late it was when the store was last written, as far as it tells without looking at more than three rows. */
export async function lastWritten(db: Kysely<Tables>): Promise<number> {
  const kept = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  const newest = await Promise.all(
    (['inbox', 'outbox'] as const).map((queue) =>
      db.selectFrom(queue).select('created_at').orderBy('sequence', 'desc').limit(1).executeTakeFirst(),
    ),
  );
  return Math.max(Number(kept?.value ?? 0), ...newest.map((row) => row?.created_at ?? 0));
}
