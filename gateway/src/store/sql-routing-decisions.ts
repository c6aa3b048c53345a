import type { Kysely } from 'kysely';
import type { RoutingDecision, RoutingDecisions } from '../routing/decision.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Routing decisions in a database: the first one of a conversation stands. */
export function createSqlRoutingDecisions({ read, write, now }: StoreAccess): RoutingDecisions {
  return {
    recall: (conversationSid) => read((db) => find(db, conversationSid)),
    keep: (decision) =>
      write(async (trx) => {
        const { conversationSid, worker = null, reason } = decision;
        await trx
          .insertInto('routing_decision')
          .values({ conversation_sid: conversationSid, worker, reason, decided_at: now() })
          .onConflict((oc) => oc.column('conversation_sid').doNothing())
          .execute();
        return (await find(trx, conversationSid)) ?? decision;
      }),
  };
}

async function find(db: Kysely<Tables>, conversationSid: string): Promise<RoutingDecision | undefined> {
  const row = await db
    .selectFrom('routing_decision')
    .select(['worker', 'reason'])
    .where('conversation_sid', '=', conversationSid)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { conversationSid, reason: row.reason, ...(row.worker !== null && { worker: row.worker }) };
}
