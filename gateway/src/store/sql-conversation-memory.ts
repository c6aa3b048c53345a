import type { ConversationFacts, ConversationMemory } from '../conversations/conversation-facts.ts';
import { readTogether } from './read-together.ts';
import type { StoreAccess } from './store-access.ts';

const FACTS = ['conversation_sid', 'customer_address', 'business_address', 'customer_participant_sid', 'worker', 'customer_id'] as const;

/** Facts about conversations in a database: what is learnt later replaces what was known, what is not told stays. */
export function createSqlConversationMemory({ read, write, now }: StoreAccess): ConversationMemory {
  const rowFor = readTogether({
    read,
    rowsOf: (db, sids) => db.selectFrom('conversation').select(FACTS).where('conversation_sid', 'in', sids).execute(),
    keyOf: (row) => row.conversation_sid,
  });
  return {
    recall: async (conversationSid) => {
      const row = await rowFor(conversationSid);
      return row && factsOf(row);
    },
    learn: (facts) =>
      write(async (trx) => {
        await trx
          .insertInto('conversation')
          .values({ ...rowOf(facts), learned_at: now() })
          .onConflict((oc) =>
            oc.column('conversation_sid').doUpdateSet((eb) => ({
              customer_address: eb.fn.coalesce('excluded.customer_address', 'conversation.customer_address'),
              business_address: eb.fn.coalesce('excluded.business_address', 'conversation.business_address'),
              customer_participant_sid: eb.fn.coalesce('excluded.customer_participant_sid', 'conversation.customer_participant_sid'),
              worker: eb.fn.coalesce('excluded.worker', 'conversation.worker'),
              customer_id: eb.fn.coalesce('excluded.customer_id', 'conversation.customer_id'),
              learned_at: eb.ref('excluded.learned_at'),
            })),
          )
          .execute();
      }),
  };
}

const rowOf = (facts: ConversationFacts) => ({
  conversation_sid: facts.conversationSid,
  customer_address: facts.customerAddress ?? null,
  business_address: facts.businessAddress ?? null,
  customer_participant_sid: facts.customerParticipantSid ?? null,
  worker: facts.worker ?? null,
  customer_id: facts.customerId ?? null,
});

const factsOf = (row: ReturnType<typeof rowOf>): ConversationFacts => ({
  conversationSid: row.conversation_sid,
  ...(row.customer_address !== null && { customerAddress: row.customer_address }),
  ...(row.business_address !== null && { businessAddress: row.business_address }),
  ...(row.customer_participant_sid !== null && { customerParticipantSid: row.customer_participant_sid }),
  ...(row.worker !== null && { worker: row.worker }),
  ...(row.customer_id !== null && { customerId: row.customer_id }),
});
