import type { Kysely } from 'kysely';
import { blanked } from './blanked.ts';
import { lockPublishLanes } from './lock-publish-lanes.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

interface Gone {
  readonly taskKeys: readonly string[];
  /** What Salesforce said, if it was Salesforce. */
  readonly fate?: 'deleted' | 'erased';
}

/** Takes out of the outbox whatever of these Task keys still waits: to be published, to be answered for, or for an operator. */
export async function blankWaiting(trx: Kysely<Tables>, { taskKeys, fate }: Gone, access: StoreAccess): Promise<void> {
  if (taskKeys.length === 0) return;
  const rows = await trx.selectFrom('outbox').select('conversation_sid').distinct().where('task_key', 'in', taskKeys).execute();
  const conversations = rows.map((row) => row.conversation_sid);
  await lockPublishLanes(trx, conversations, access);
  await trx
    .updateTable('outbox')
    .set({ ...blanked(access.now), ...(fate && { fate }) })
    .where('task_key', 'in', taskKeys)
    .where('state', '!=', 'done')
    .execute();
  await refreshPublishLanes(trx, conversations);
}
