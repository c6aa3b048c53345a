import { sql, type Kysely } from 'kysely';
import type { Activity } from '../pipeline/activity.ts';
import { collapseStatuses } from './collapse-statuses.ts';
import { enterPublishLanes } from './lock-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Trx = Kysely<Tables>;

/** Ahead of every message: what has no index waits for nothing. */
const NO_INDEX = -1;

/**
 * Puts activities into the outbox, inside the transaction of the work that made them. One that is there already stays as it
 * is, one whose Task must never come back is left out, and of a message's waiting delivery statuses the furthest remains.
 */
export async function insertActivities(trx: Trx, activities: readonly Activity[], now: StoreAccess['now']): Promise<void> {
  if (activities.length === 0) return;
  await enterPublishLanes(
    trx,
    activities.map((activity) => activity.conversationSid),
    now,
  );
  await insert(trx, activities, now);
  const statuses = activities.filter((activity) => activity.kind === 'status').map((activity) => activity.key);
  await collapseStatuses(trx, [...new Set(statuses)], now);
}

/** One statement, because on a server each is a round trip. Both engines call the columns of VALUES so; their parameters are texts. */
async function insert(trx: Trx, activities: readonly Activity[], now: StoreAccess['now']): Promise<void> {
  const rows = activities.map((activity) => {
    const { dedupeKey, key, conversationSid, index = NO_INDEX, kind } = activity;
    return sql`(${dedupeKey}, ${key}, ${conversationSid}, ${String(index)}, ${kind}, ${JSON.stringify(activity)})`;
  });
  await sql`
    insert into outbox (dedupe_key, task_key, conversation_sid, message_index, kind, payload, state, attempts, run_at, created_at)
    select column1, column2, column3, cast(column4 as bigint), column5, column6, 'ready', 0, ${now()}, ${now()}
    from (values ${sql.join(rows)}) as made
    where not exists (select 1 from tombstone where tombstone.key = made.column2)
    on conflict (dedupe_key) do nothing`.execute(trx);
}
