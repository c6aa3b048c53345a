import type { LaneClaim, WorkQueue } from '../pipeline/work-queue.ts';
import { inMs } from './in-ms.ts';
import type { StoreAccess } from './store-access.ts';

/**
 * Takes the lanes whose first entry is due and that nobody holds, longest waiting first. Those that another transaction has
 * locked are passed over: it is claiming or changing them.
 */
export function claimDueLanes({ write, now, owner, isShared }: StoreAccess): WorkQueue['claimLanes'] {
  return ({ limit, leaseMs }) =>
    write(async (trx): Promise<LaneClaim[]> => {
      const due = await trx
        .selectFrom('lane')
        .select('lane')
        .where('due_at', 'is not', null)
        .where('due_at', '<=', now())
        .where('lease_until', '<=', now())
        .orderBy('due_at')
        .limit(limit)
        .$if(isShared, (query) => query.forUpdate().skipLocked())
        .execute();
      if (due.length === 0) return [];
      const lanes = due.map((row) => row.lane);
      const rows = await trx
        .updateTable('lane')
        .set((eb) => ({ owner, fence: eb('fence', '+', 1), lease_until: inMs(now(), leaseMs) }))
        .where('lane', 'in', lanes)
        .returning(['lane', 'fence'])
        .execute();
      return rows.map(({ lane, fence }) => ({ lane, fence, owner }));
    });
}
