import { sql } from 'kysely';
import type { WorkQueue } from '../pipeline/work-queue.ts';
import type { StoreAccess } from './store-access.ts';

/** Takes the lanes whose first entry is due and that nobody holds, longest waiting first. */
export function claimDueLanes({ write, now, owner }: StoreAccess): WorkQueue['claimLanes'] {
  return ({ limit, leaseMs }) =>
    write(async (trx) => {
      const due = trx
        .selectFrom('lane')
        .select('lane')
        .where('due_at', 'is not', null)
        .where('due_at', '<=', now())
        .where('lease_until', '<=', now())
        .orderBy('due_at')
        .limit(limit);
      const rows = await trx
        .updateTable('lane')
        .set((eb) => ({ owner, fence: eb('fence', '+', 1), lease_until: sql<number>`${now()} + ${leaseMs}` }))
        .where('lane', 'in', due)
        .returning(['lane', 'fence'])
        .execute();
      return rows.map(({ lane, fence }) => ({ lane, fence, owner }));
    });
}
