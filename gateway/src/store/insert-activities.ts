import type { Kysely } from 'kysely';
import type { Activity } from '../pipeline/activity.ts';
import { collapseStatuses } from './collapse-statuses.ts';
import { enterPublishLanes } from './lock-publish-lanes.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Trx = Kysely<Tables>;

/** Ahead of every message: what has no index waits for nothing. */
const NO_INDEX = -1;

/**
 * Puts activities into the outbox, inside the transaction of the work that made them. One that is there already stays as it
 * is, one whose Task must never come back is left out, and of a message's waiting delivery statuses the furthest remains.
 */
export async function insertActivities(trx: Trx, made: readonly Activity[], now: StoreAccess['now']): Promise<void> {
  if (made.length === 0) return;
  const conversations = [...new Set(made.map((activity) => activity.conversationSid))];
  await enterPublishLanes(trx, conversations, now);
  const activities = await withoutTombstones(trx, made);
  for (const activity of activities) await insert(trx, activity, now);
  const statuses = activities.filter((activity) => activity.kind === 'status').map((activity) => activity.key);
  await collapseStatuses(trx, [...new Set(statuses)], now);
  await refreshPublishLanes(trx, conversations);
}

async function withoutTombstones(trx: Trx, made: readonly Activity[]): Promise<readonly Activity[]> {
  const keys = made.map((activity) => activity.key);
  const rows = await trx.selectFrom('tombstone').select('key').where('key', 'in', keys).execute();
  const buried = new Set(rows.map((row) => row.key));
  return made.filter((activity) => !buried.has(activity.key));
}

async function insert(trx: Trx, activity: Activity, now: StoreAccess['now']): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      dedupe_key: activity.dedupeKey,
      task_key: activity.key,
      conversation_sid: activity.conversationSid,
      message_index: activity.index ?? NO_INDEX,
      kind: activity.kind,
      payload: JSON.stringify(activity),
      state: 'ready',
      attempts: 0,
      run_at: now(),
      created_at: now(),
    })
    .onConflict((oc) => oc.column('dedupe_key').doNothing())
    .execute();
}
