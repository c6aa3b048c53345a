import type { Kysely, Selectable } from 'kysely';
import type { Amendment, Followed, Reassignments, Standing } from '../routing/reassignments.ts';
import { DECISION, decisionOf, decisionRow, ownershipOf } from './decision-row.ts';
import { readTogether } from './read-together.ts';
import type { StoreAccess } from './store-access.ts';
import type { RoutingDecisionTable, Tables } from './tables.ts';

/** Changes of routing decisions in a database. */
export function createSqlReassignments({ read, write, now }: Pick<StoreAccess, 'read' | 'write' | 'now'>): Reassignments {
  const rowFor = readTogether({
    read,
    rowsOf: (db, sids) => db.selectFrom('routing_decision').select(STANDING).where('conversation_sid', 'in', sids).execute(),
    keyOf: (row) => row.conversation_sid,
  });
  return {
    find: async (conversationSid) => {
      const row = await rowFor(conversationSid);
      return row && standingOf(row);
    },
    amend: ({ version }, amendment) => write((trx) => amend(trx, { ...amendment, version, now })),
    followed: (options) => read((db) => followed(db, options)),
    touch: (conversationSid) =>
      write(async (trx) => {
        await trx.updateTable('routing_decision').set({ decided_at: now() }).where('conversation_sid', '=', conversationSid).execute();
      }),
  };
}

const STANDING = [...DECISION, 'version', 'leaving', 'refused', 'decided_at'] as const;

function standingOf(row: Pick<Selectable<RoutingDecisionTable>, (typeof STANDING)[number]>): Standing {
  const { version, leaving, refused, decided_at: usedAt } = row;
  return {
    decision: decisionOf(row),
    version,
    usedAt: new Date(usedAt),
    ...(leaving !== null && { leaving }),
    ...(refused !== null && { refused }),
  };
}

type Amending = Amendment & Pick<Standing, 'version'> & Pick<StoreAccess, 'now'>;

async function amend(trx: Kysely<Tables>, { decision, version, leaving, refused, now }: Amending): Promise<'kept' | 'lost'> {
  const { conversation_sid: sid, ...values } = decisionRow(decision);
  const history = { leaving: leaving ?? null, refused: refused ?? null };
  const { numUpdatedRows } = await trx
    .updateTable('routing_decision')
    .set({ ...values, ...history, version: version + 1, decided_at: now() })
    .where('conversation_sid', '=', sid)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'kept' : 'lost';
}

async function followed(db: Kysely<Tables>, { after = '', limit }: Parameters<Reassignments['followed']>[0]): Promise<Followed[]> {
  const rows = await db
    .selectFrom('routing_decision as decision')
    .leftJoin('conversation_state as state', 'state.conversation_sid', 'decision.conversation_sid')
    .select(['decision.conversation_sid', 'version', 'record_id', 'owner_of', 'owner_id', 'refused'])
    .where('record_id', 'is not', null)
    .where((eb) => eb.or([eb('state.state', 'is', null), eb('state.state', '!=', 'closed')]))
    .where('decision.conversation_sid', '>', after)
    .orderBy('decision.conversation_sid')
    .limit(limit)
    .execute();
  return rows.flatMap(({ conversation_sid: conversationSid, version, refused, ...row }) => {
    const ownership = ownershipOf(row);
    return ownership ? [{ conversationSid, version, ownership, ...(refused !== null && { refused }) }] : [];
  });
}
