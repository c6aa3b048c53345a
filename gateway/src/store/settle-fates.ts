import type { Kysely } from 'kysely';
import type { FinalFate, PublishedActivities } from '../pipeline/published-activities.ts';
import { addTombstones } from './add-tombstones.ts';
import { blankWaiting } from './blank-waiting.ts';
import { blanked } from './blanked.ts';
import { PUBLISHED } from './published.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

const DONE: readonly FinalFate[] = ['task', 'failed'];
const GONE = ['deleted', 'erased'] as const satisfies readonly FinalFate[];

/** Salesforce has answered for these activities: they are done; those whose Task is gone never come back, nor does anything else of it. */
export function settleFates(access: StoreAccess): PublishedActivities['settle'] {
  return async (settled) => {
    if (settled.length === 0) return;
    const of = (fate: FinalFate) => settled.filter((one) => one.fate === fate);
    await access.write(async (trx) => {
      for (const fate of DONE) await finish(trx, { dedupeKeys: of(fate).map(({ dedupeKey }) => dedupeKey), fate }, access);
      for (const fate of GONE) await leaveTombstones(trx, { keys: of(fate).map(({ key }) => key), fate }, access);
    });
  };
}

interface Done {
  readonly dedupeKeys: readonly string[];
  readonly fate: FinalFate;
}

async function finish(trx: Kysely<Tables>, { dedupeKeys, fate }: Done, { now }: StoreAccess): Promise<void> {
  if (dedupeKeys.length === 0) return;
  await trx
    .updateTable('outbox')
    .set({ ...blanked(now), fate })
    .where('dedupe_key', 'in', dedupeKeys)
    .where('state', '=', PUBLISHED)
    .execute();
}

async function leaveTombstones(
  trx: Kysely<Tables>,
  { keys, fate }: { readonly keys: readonly string[]; readonly fate: 'deleted' | 'erased' },
  access: StoreAccess,
): Promise<void> {
  if (keys.length === 0) return;
  await blankWaiting(trx, { taskKeys: keys, fate }, access);
  await addTombstones(trx, { keys, reason: fate }, access.now);
}
