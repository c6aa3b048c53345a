import type { Kysely } from 'kysely';
import type { ConversationStates } from '../conversations/conversation-states.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** States of conversations in a database. */
export function createSqlConversationStates({ read, write }: Pick<StoreAccess, 'read' | 'write'>): ConversationStates {
  return {
    keep: (change) => write((trx) => keep(trx, change)),
    stateOf: async (conversationSid) => {
      const row = await read((db) =>
        db.selectFrom('conversation_state').select('state').where('conversation_sid', '=', conversationSid).executeTakeFirst(),
      );
      return row?.state;
    },
    closedBefore: async (moment, limit) => {
      const rows = await read((db) =>
        db
          .selectFrom('conversation_state')
          .select(['conversation_sid', 'changed_at'])
          .where('state', '=', 'closed')
          .where('changed_at', '<', moment.getTime())
          .orderBy('changed_at')
          .limit(limit)
          .execute(),
      );
      return rows.map((row) => ({ conversationSid: row.conversation_sid, closedAt: new Date(row.changed_at) }));
    },
    forget: (conversationSids) =>
      write(async (trx) => {
        if (conversationSids.length === 0) return;
        await trx.deleteFrom('conversation_state').where('conversation_sid', 'in', conversationSids).execute();
      }),
  };
}

async function keep(trx: Kysely<Tables>, { conversationSid, state, at }: Parameters<ConversationStates['keep']>[0]): Promise<void> {
  await trx
    .insertInto('conversation_state')
    .values({ conversation_sid: conversationSid, state, changed_at: at.getTime() })
    .onConflict((oc) =>
      oc
        .column('conversation_sid')
        .doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), changed_at: eb.ref('excluded.changed_at') }))
        .where('conversation_state.state', '!=', 'closed')
        .where((eb) =>
          eb.or([eb('excluded.state', '=', 'closed'), eb('excluded.changed_at', '>=', eb.ref('conversation_state.changed_at'))]),
        ),
    )
    .execute();
}
