import type { Kysely } from 'kysely';
import type { Activity } from '../pipeline/activity.ts';
import { isForwardStatus } from '../pipeline/is-forward-status.ts';
import { readActivity } from './activity-schema.ts';
import { blanked } from './blanked.ts';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/**
 * Of the delivery statuses of one message that are all still waiting, only the furthest is news: the others are done unsent,
 * and keep their keys. A conversation that is being published is left alone: its rows may be on their way.
 */
export async function collapseStatuses(trx: Kysely<Tables>, taskKeys: readonly string[], now: StoreAccess['now']): Promise<void> {
  const unclaimed = trx.selectFrom('publish_lane').select('conversation_sid').where('lease_until', '<=', now());
  for (const taskKey of taskKeys) {
    const rows = await trx
      .selectFrom('outbox')
      .select(['dedupe_key', 'payload'])
      .where('task_key', '=', taskKey)
      .where('kind', '=', 'status')
      .where('state', '=', READY)
      .where('conversation_sid', 'in', unclaimed)
      .orderBy('sequence')
      .execute();
    const overtaken = overtakenOf(rows.map((row) => readActivity(row.payload)));
    if (overtaken.length === 0) continue;
    await trx.updateTable('outbox').set(blanked(now)).where('dedupe_key', 'in', overtaken).execute();
  }
}

/** Dedupe keys of all statuses but the furthest. What cannot be read is nobody's predecessor. */
function overtakenOf(statuses: readonly (Activity | undefined)[]): string[] {
  const readable = statuses.filter((status) => status !== undefined);
  const furthest = readable.reduce<Activity | undefined>(
    (best, next) => (best === undefined || isForwardStatus(best.deliveryStatus, next.deliveryStatus) ? next : best),
    undefined,
  );
  return readable.filter((status) => status !== furthest).map((status) => status.dedupeKey);
}
