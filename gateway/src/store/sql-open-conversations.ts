import { formatAddress } from '../directory/address.ts';
import type { OpenConversations } from '../directory/open-conversations.ts';
import type { StoreAccess } from './store-access.ts';

// One who has more conversations under way on one number is served well enough by the latest of them.
const MOST = 20;

/** Whom conversations with a number are about, by either channel, as the store remembers them. */
export function createSqlOpenConversations({ read }: StoreAccess): OpenConversations {
  return {
    customersAt: ({ number }) =>
      read(async (db) => {
        const addresses = [formatAddress({ channel: 'sms', number }), formatAddress({ channel: 'whatsapp', number })];
        const rows = await db
          .selectFrom('conversation')
          .leftJoin('conversation_state', 'conversation_state.conversation_sid', 'conversation.conversation_sid')
          .select('conversation.customer_id')
          .where('conversation.customer_address', 'in', addresses)
          .where('conversation.customer_id', 'is not', null)
          // Of most conversations we are told nothing but messages: they are open.
          .where((eb) => eb.or([eb('conversation_state.state', 'is', null), eb('conversation_state.state', '!=', 'closed')]))
          .orderBy('conversation.learned_at', 'desc')
          .orderBy('conversation.conversation_sid')
          .limit(MOST)
          .execute();
        return [...new Set(rows.flatMap(({ customer_id: id }) => id ?? []))];
      }),
  };
}
