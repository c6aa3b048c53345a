import type { Kysely } from 'kysely';
import type { AcceptedEvents } from '../reconciliation/accepted-events.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Rows looked at in one statement, so that none of them takes long. */
const CHUNK = 2_000;

/** What the inbox in a database remembers. */
export function createSqlAcceptedEvents({ read }: Pick<StoreAccess, 'read'>): AcceptedEvents {
  return {
    of: async (conversationSid) => {
      const rows = await read((db) =>
        db.selectFrom('inbox').select(['key', 'created_at']).where('conversation_sid', '=', conversationSid).orderBy('sequence').execute(),
      );
      return rows.map((row) => ({ key: row.key, acceptedAt: new Date(row.created_at) }));
    },
    latestConversations: (since, limit) => latest((below) => read((db) => rowsBelow(db, below)), since.getTime(), limit),
  };
}

const rowsBelow = (db: Kysely<Tables>, below: number) =>
  db
    .selectFrom('inbox')
    .select(['sequence', 'conversation_sid', 'created_at'])
    .where('sequence', '<', below)
    .orderBy('sequence', 'desc')
    .limit(CHUNK)
    .execute();

/** Goes back from the newest row. Several gateways number rows slightly out of time, so a whole chunk must be older before it ends. */
async function latest(
  chunkBelow: (below: number) => ReturnType<typeof rowsBelow>,
  since: number,
  limit: number,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const rows = await chunkBelow(below);
    const recent = rows.filter((row) => row.created_at >= since);
    for (const { conversation_sid: sid } of recent) if (sid !== '' && found.size < limit) found.add(sid);
    const last = rows.at(-1);
    if (last === undefined || recent.length === 0 || found.size >= limit || rows.length < CHUNK) return [...found];
    below = last.sequence;
  }
}
