import type { Kysely } from 'kysely';
import type { Activity } from '../pipeline/activity.ts';
import type { ClaimedEntry, Held, LaneClaim } from '../pipeline/work-queue.ts';
import { blanked } from './blanked.ts';
import { insertActivities } from './insert-activities.ts';
import { lockLanes } from './lock-lanes.ts';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** An entry that is worked, with what came of it. */
export interface Completed {
  readonly entry: ClaimedEntry;
  readonly activities: readonly Activity[];
}

/**
 * Entries are done and their activities in the outbox, for as many at once as there are, by four statements. Of a lane that
 * was lost nothing is written; of an entry that its caller has finished meanwhile, nothing comes.
 */
export function completeEntries({ write, now, isShared }: StoreAccess) {
  return (completed: readonly Completed[]): Promise<readonly Held[]> =>
    write(async (trx) => {
      const locked = await lockLanes(
        trx,
        completed.map(({ entry }) => entry.lane),
        isShared,
      );
      const isHeld = ({ lane, owner, fence }: LaneClaim) => locked.get(lane)?.owner === owner && locked.get(lane)?.fence === fence;
      const ours = completed.filter(({ entry }) => isHeld(entry.claim));
      const keys = await finish(
        trx,
        ours.map(({ entry }) => entry.key),
        now,
      );
      const made = ours.filter(({ entry }) => keys.has(entry.key)).flatMap(({ activities }) => activities);
      await insertActivities(trx, made, now);
      return completed.map((one) => (ours.includes(one) ? 'kept' : 'lost'));
    });
}

/** Answers those that were still to be worked. */
async function finish(trx: Kysely<Tables>, keys: readonly string[], now: StoreAccess['now']): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await trx
    .updateTable('inbox')
    .set(blanked(now))
    .where('key', 'in', keys)
    .where('state', '=', READY)
    .returning('key')
    .execute();
  return new Set(rows.map((row) => row.key));
}
