import type { Kysely } from 'kysely';
import type { Activity } from '../pipeline/activity.ts';
import { enterPublishLanes } from './lock-publish-lanes.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Ahead of every message: what has no index waits for nothing. */
const NO_INDEX = -1;

/** Puts activities into the outbox, inside the transaction of the work that made them; one that is there already stays as it is. */
export async function insertActivities(trx: Kysely<Tables>, activities: readonly Activity[], now: StoreAccess['now']): Promise<void> {
  if (activities.length === 0) return;
  const conversations = [...new Set(activities.map((activity) => activity.conversationSid))];
  await enterPublishLanes(trx, conversations, now);
  for (const activity of activities) await insert(trx, activity, now);
  await refreshPublishLanes(trx, conversations);
}

async function insert(trx: Kysely<Tables>, activity: Activity, now: StoreAccess['now']): Promise<void> {
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
