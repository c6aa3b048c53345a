import { sql, type Kysely } from 'kysely';
import type { RecordSubject } from '../operations/erasure.ts';
import { entryKeyOf, SEND } from '../sending/send-entry.ts';
import { readActivity } from './activity-schema.ts';
import { findTraces, type Traces } from './find-traces.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Read = StoreAccess['read'];

/** Numbers looked through in one statement: there is no index for this, and no other work waits for long meanwhile. */
const RANGE = 5_000;
/** Of an Id: the three characters that may follow only say which of these are capitals. */
const SIGNIFICANT = 15;
const SEND_LANE = `${SEND}/`;
const SEND_KEY = entryKeyOf('');

/**
 * Looks through the whole store for what belongs to a record of Salesforce: conversations that are about it, or in which something was recorded on it;
 * and messages that it was to be sent, in whatever state, whether or not their number is known.
 */
export async function findRecordTraces(read: Read, { recordIds }: RecordSubject): Promise<Traces> {
  const ids = recordIds.map((id) => id.slice(0, SIGNIFICANT));
  const isOurs = (id: string | undefined) => id !== undefined && ids.includes(id.slice(0, SIGNIFICANT));
  const known = await read((db) =>
    db
      .selectFrom('conversation')
      .select('conversation_sid')
      .where(sql<string>`substr(customer_id, 1, ${sql.lit(SIGNIFICANT)})`, 'in', ids)
      .execute(),
  );
  const made = (await namingActivities(read, ids)).filter(({ payload }) => {
    const { whoId, whatId } = readActivity(payload) ?? {};
    return isOurs(whoId) || isOurs(whatId);
  });
  const sends = (await sendEntries(read, ids)).filter(({ lane }) => isOurs(lane.slice(SEND_LANE.length)));
  const conversations = [...new Set([...known, ...made].map((row) => row.conversation_sid).filter((sid) => sid !== ''))];
  return withConversations(read, conversations, {
    strays: sends.map((row) => row.sequence),
    strayActivities: made.filter((row) => row.conversation_sid === '').map((row) => row.sequence),
    sends: sends.map((row) => row.key.slice(SEND_KEY.length)),
  });
}

async function withConversations(
  read: Read,
  conversations: readonly string[],
  found: Pick<Traces, 'strays' | 'strayActivities' | 'sends'>,
): Promise<Traces> {
  const parts: Traces[] = [];
  for (const conversationSid of conversations) parts.push(await findTraces(read, { conversationSid }));
  return {
    conversations,
    activities: parts.flatMap(({ activities }) => activities),
    strays: [...new Set([...found.strays, ...parts.flatMap(({ strays }) => strays)])],
    strayActivities: found.strayActivities,
    sends: [...new Set([...found.sends, ...parts.flatMap(({ sends }) => sends)])],
    lookedUpTo: Math.min(...parts.map(({ lookedUpTo }) => lookedUpTo)),
  };
}

/** Activities in whose payload such an Id is a record, perhaps in other capitals: SQLite takes them for the same. */
const namingActivities = (read: Read, ids: readonly string[]) =>
  inRanges(read, 'outbox', (db, { from, to }) =>
    db
      .selectFrom('outbox')
      .select(['sequence', 'conversation_sid', 'payload'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where((eb) => eb.or(ids.flatMap((id) => ['whoId', 'whatId'].map((name) => eb('payload', 'like', `%"${name}":"${id}%`)))))
      .execute(),
  );

/** Messages from Salesforce to such a record: they wait in a lane of its own, whose name stays when their text has gone. */
const sendEntries = (read: Read, ids: readonly string[]) =>
  inRanges(read, 'inbox', (db, { from, to }) =>
    db
      .selectFrom('inbox')
      .select(['sequence', 'key', 'lane'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where((eb) => eb.or(ids.map((id) => eb('lane', 'like', `${SEND_LANE}${id}%`))))
      .execute(),
  );

interface Range {
  readonly from: number;
  readonly to: number;
}

async function inRanges<R>(read: Read, queue: 'inbox' | 'outbox', look: (db: Kysely<Tables>, range: Range) => Promise<R[]>): Promise<R[]> {
  const newest = await read((db) => db.selectFrom(queue).select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst());
  const found: R[] = [];
  for (let from = 0; from < (newest?.sequence ?? 0); from += RANGE)
    found.push(...(await read((db) => look(db, { from, to: from + RANGE }))));
  return found;
}
