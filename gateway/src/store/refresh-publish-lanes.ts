import { sql, type Kysely } from 'kysely';
import { READY } from './ready.ts';
import type { Tables } from './tables.ts';

/**
 * Recomputes when the first ready activity of each conversation is due. To be called in the transaction that touched one
 * of it, after `lockPublishLanes`.
 */
export async function refreshPublishLanes(trx: Kysely<Tables>, conversations: readonly string[]): Promise<void> {
  if (conversations.length === 0) return;
  await trx
    .updateTable('publish_lane')
    .set({ due_at: firstDueAt(trx) })
    .where('conversation_sid', 'in', conversations)
    .execute();
}

/** When the first ready activity of the row's conversation is due. */
export function firstDueAt(trx: Kysely<Tables>) {
  return trx
    .selectFrom('outbox')
    .select('run_at')
    .where('outbox.conversation_sid', '=', sql.ref<string>('publish_lane.conversation_sid'))
    .where('state', '=', READY)
    .orderBy('message_index')
    .orderBy('sequence')
    .limit(1);
}
