import type { LastReps } from '../routing/routing-facts.ts';
import type { StoreAccess } from './store-access.ts';

/** Who answered last, kept with what is known of the conversation: it is erased and forgotten with it. */
export function createSqlLastReps({ read, write, now }: Pick<StoreAccess, 'read' | 'write' | 'now'>): LastReps {
  return {
    lastRepOf: async (address) => {
      const row = await read((db) =>
        db
          .selectFrom('conversation')
          .select('answered_by')
          .where('customer_address', '=', address)
          .where('answered_by', 'is not', null)
          .orderBy('answered_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      return row?.answered_by ?? undefined;
    },
    answered: ({ conversationSid, worker, at }) =>
      write(async (trx) => {
        const answered = { answered_by: worker, answered_at: at.getTime() };
        await trx
          .updateTable('conversation')
          .set({ ...answered, learned_at: now() })
          .where('conversation_sid', '=', conversationSid)
          .where((eb) => eb.or([eb('answered_at', 'is', null), eb('answered_at', '<', at.getTime())]))
          .execute();
      }),
  };
}
