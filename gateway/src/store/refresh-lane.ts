import type { Kysely } from 'kysely';
import { READY } from './ready.ts';
import type { Tables } from './tables.ts';

/** Recomputes when a lane's first ready entry is due. To be called in the transaction that touched an entry of it. */
export async function refreshLane(trx: Kysely<Tables>, lane: string): Promise<void> {
  await trx
    .updateTable('lane')
    .set((eb) => ({
      due_at: eb
        .selectFrom('inbox')
        .select('run_at')
        .where('inbox.lane', '=', lane)
        .where('state', '=', READY)
        .orderBy('sequence')
        .limit(1),
    }))
    .where('lane', '=', lane)
    .execute();
}
