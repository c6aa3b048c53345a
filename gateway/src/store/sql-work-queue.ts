import type { Kysely, UpdateObject } from 'kysely';
import type { ClaimedEntry, Held, LaneClaim, WorkQueue } from '../pipeline/work-queue.ts';
import { claimDueLanes } from './claim-due-lanes.ts';
import { completeEntries } from './complete-entries.ts';
import { BATCHES, inBatches } from './in-batches.ts';
import { inMs } from './in-ms.ts';
import { nextEntry } from './next-entry.ts';
import { refreshLane } from './refresh-lane.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** The work queue in a database: claims are rows with an owner, a fence and a lease by the database's clock. */
export function createSqlWorkQueue(access: StoreAccess): WorkQueue {
  const { write, now } = access;

  /**
   * Changes the entry if its lane is still ours, and the entry still to be worked (its caller may have finished it). When the
   * lane is due next is reckoned as it is given back: until then nobody asks. Should its owner die, it counts as due.
   */
  const putAside = (entry: ClaimedEntry, change: UpdateObject<Tables, 'inbox'>) =>
    write(async (trx): Promise<Held> => {
      if (!(await changeClaim(trx, entry.claim, { fence: entry.claim.fence }))) return 'lost';
      await trx.updateTable('inbox').set(change).where('key', '=', entry.key).where('state', '=', 'ready').execute();
      return 'kept';
    });
  const complete = inBatches({ work: completeEntries(access), ...BATCHES });

  return {
    claimLanes: claimDueLanes(access),
    next: nextEntry(access),
    complete: (entry, activities) => complete({ entry, activities }),
    retryLater: (entry, { delayMs, reason, isFault = false, isUntried = false }) =>
      putAside(entry, {
        attempts: entry.attempts + (isUntried ? 0 : 1),
        faults: entry.faults + (isFault ? 1 : 0),
        run_at: inMs(now(), delayMs),
        error: reason,
      }),
    bury: (entry, reason) => putAside(entry, { state: 'dead', error: reason, attempts: entry.attempts + 1 }),
    renew: (claim, leaseMs) =>
      write(async (trx) => ((await changeClaim(trx, claim, { lease_until: inMs(now(), leaseMs) })) ? 'kept' : 'lost')),
    release: (claim) =>
      write(async (trx) => {
        if (await changeClaim(trx, claim, { owner: null, lease_until: 0 })) await refreshLane(trx, claim.lane);
      }),
  };
}

/** False when the lane has passed to another owner, or to a later claim of the same one. */
async function changeClaim(trx: Kysely<Tables>, claim: LaneClaim, change: UpdateObject<Tables, 'lane'>): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('lane')
    .set(change)
    .where('lane', '=', claim.lane)
    .where('owner', '=', claim.owner)
    .where('fence', '=', claim.fence)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
