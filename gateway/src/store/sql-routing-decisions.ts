import type { Kysely } from 'kysely';
import type { RoutingDecision, RoutingDecisions } from '../routing/decision.ts';
import { DECISION, decisionOf, decisionRow } from './decision-row.ts';
import { readTogether } from './read-together.ts';
import { nextMember, takeTurn } from './take-turn.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Routing decisions in a database: the first one of a conversation stands. */
export function createSqlRoutingDecisions({ read, write, now }: Pick<StoreAccess, 'read' | 'write' | 'now'>): RoutingDecisions {
  const keep = async (trx: Kysely<Tables>, decision: RoutingDecision): Promise<RoutingDecision> => {
    await trx
      .insertInto('routing_decision')
      .values({ ...decisionRow(decision), decided_at: now() })
      .onConflict((oc) => oc.column('conversation_sid').doNothing())
      .execute();
    return (await find(trx, decision.conversationSid)) ?? decision;
  };
  const rowFor = readTogether({
    read,
    rowsOf: (db, sids) => db.selectFrom('routing_decision').select(DECISION).where('conversation_sid', 'in', sids).execute(),
    keyOf: (row) => row.conversation_sid,
  });
  return {
    recall: async (conversationSid) => {
      const row = await rowFor(conversationSid);
      return row && decisionOf(row);
    },
    keep: (decision) => write((trx) => keep(trx, decision)),
    keepInTurn: (conversationSid, { decide, ...choice }) =>
      write(async (trx) => {
        const standing = () => find(trx, conversationSid);
        const member = await takeTurn(trx, choice, async () => (await standing()) !== undefined);
        return (await standing()) ?? (await keep(trx, decide(member ?? '')));
      }),
    nextOf: (turn) => read((db) => nextMember(db, turn)),
  };
}

async function find(db: Kysely<Tables>, conversationSid: string): Promise<RoutingDecision | undefined> {
  const row = await db.selectFrom('routing_decision').select(DECISION).where('conversation_sid', '=', conversationSid).executeTakeFirst();
  return row && decisionOf(row);
}
