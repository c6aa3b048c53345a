import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface LaneHolder {
  readonly owner: string | null;
  readonly fence: number;
}

/** Locks lanes until the transaction ends, always in one order, and answers who holds each. */
export async function lockLanes(
  trx: Kysely<Tables>,
  lanes: readonly string[],
  isShared: boolean,
): Promise<ReadonlyMap<string, LaneHolder>> {
  const rows = await trx
    .selectFrom('lane')
    .select(['lane', 'owner', 'fence'])
    .where('lane', 'in', lanes)
    .$if(isShared, (query) => query.orderBy(sql`lane collate "C"`).forUpdate())
    .execute();
  return new Map(rows.map(({ lane, owner, fence }) => [lane, { owner, fence }]));
}
