import { sql, type Kysely } from 'kysely';
import type { FinalFate, PublishedActivities } from '../pipeline/published-activities.ts';
import { addTombstones } from './add-tombstones.ts';
import { blankWaiting } from './blank-waiting.ts';
import { blanked } from './blanked.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

const FATES: readonly FinalFate[] = ['task', 'failed', 'deleted', 'erased'];

/** Salesforce knows these keys: what was published of them by then is done; those whose Task is gone never come back. */
export function settleFates(access: StoreAccess): PublishedActivities['settle'] {
  return (fates, publishedUpTo) =>
    access.write(async (trx) => {
      for (const fate of FATES) {
        const keys = fates.filter((told) => told.fate === fate).map((told) => told.key);
        if (keys.length === 0) continue;
        if (fate === 'deleted' || fate === 'erased') await leaveTombstones(trx, { keys, fate }, access);
        else await finish(trx, { keys, fate, publishedUpTo }, access);
      }
    });
}

interface Told {
  readonly keys: readonly string[];
  readonly fate: FinalFate;
  readonly publishedUpTo: Date;
}

async function finish(trx: Kysely<Tables>, { keys, fate, publishedUpTo }: Told, { now }: StoreAccess): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ ...blanked(now), fate })
    .where('task_key', 'in', keys)
    .where('state', '=', sql.lit('published'))
    .where('published_at', '<=', publishedUpTo.getTime())
    .execute();
}

async function leaveTombstones(
  trx: Kysely<Tables>,
  { keys, fate }: { readonly keys: readonly string[]; readonly fate: 'deleted' | 'erased' },
  access: StoreAccess,
): Promise<void> {
  await blankWaiting(trx, { taskKeys: keys, fate }, access);
  await addTombstones(trx, { keys, reason: fate }, access.now);
}
