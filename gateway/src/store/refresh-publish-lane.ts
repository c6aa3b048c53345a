import type { Kysely } from 'kysely';
import { READY } from './ready.ts';
import type { Tables } from './tables.ts';

/** Recomputes when a conversation's first ready activity is due. To be called in the transaction that touched one of it. */
export async function refreshPublishLane(trx: Kysely<Tables>, conversationSid: string): Promise<void> {
  await trx
    .insertInto('publish_lane')
    .values((eb) => ({
      conversation_sid: conversationSid,
      due_at: eb
        .selectFrom('outbox')
        .select('run_at')
        .where('outbox.conversation_sid', '=', conversationSid)
        .where('state', '=', READY)
        .orderBy('message_index')
        .orderBy('sequence')
        .limit(1),
    }))
    .onConflict((oc) => oc.column('conversation_sid').doUpdateSet((eb) => ({ due_at: eb.ref('excluded.due_at') })))
    .execute();
}
