import { sql } from 'kysely';
import type { RecordSubject } from '../operations/erasure.ts';
import { entryKeyOf } from '../sending/send-entry.ts';
import { completeTraces } from './complete-traces.ts';
import { findRecordDecisions } from './find-record-decisions.ts';
import { findRecordRows, type RecordActivity, type RecordRow } from './find-record-rows.ts';
import { inChunks } from './in-chunks.ts';
import type { StoreAccess } from './store-access.ts';
import type { Traces } from './traces.ts';

type Read = StoreAccess['read'];

/** Of an Id: the three characters that may follow only say which of these are capitals. */
const SIGNIFICANT = 15;
const SEND_KEY = entryKeyOf('');

/**
 * Looks through the whole store for what belongs to a record of Salesforce: conversations that are about it; where nobody knows whom one is about,
 * those in which something was recorded on it; of a conversation that is about another record by now, only what was recorded on this one. And
 * messages that it was to be sent, in whatever state, whether or not their number is known, and routing decisions that it made.
 */
export async function findRecordTraces(read: Read, { recordIds }: RecordSubject): Promise<Traces> {
  const ids = recordIds.map((id) => id.slice(0, SIGNIFICANT));
  const isOurs = (id: string | undefined) => id !== undefined && ids.includes(id.slice(0, SIGNIFICANT));
  const { activities, files, sends } = await findRecordRows(read, { ids, isOurs });
  const conversations = new Set(await conversationsOf(read, { ids, evidence: [...activities.filter(tellsWhose), ...files] }));
  const isSingle = (row: RecordRow) => !conversations.has(row.conversation_sid);
  const ofThem = await withTheirTasks(read, activities.filter(isSingle));
  const decisions = await findRecordDecisions(read, isOurs);
  return completeTraces(read, {
    conversations: [...conversations],
    strays: [...new Set([...sends, ...files.filter(isSingle), ...ofThem.entries].map((row) => row.sequence))],
    strayActivities: ofThem.activities.map(({ sequence, conversation_sid: conversationSid }) => ({ sequence, conversationSid })),
    sends: sends.map((row) => row.key.slice(SEND_KEY.length)),
    decisions: decisions.filter(({ conversationSid }) => !conversations.has(conversationSid)),
  });
}

/** A note may be about the owner of an Account, which says nothing of who writes in the conversation. */
const tellsWhose = ({ kind, whoId }: RecordActivity): boolean => kind !== 'note' || whoId !== undefined;

interface Clues {
  readonly ids: readonly string[];
  readonly evidence: readonly RecordRow[];
}

/** Conversations about these records: known to be, or as far as the evidence goes where that is not known. */
async function conversationsOf(read: Read, { ids, evidence }: Clues): Promise<readonly string[]> {
  const about = await read((db) =>
    db
      .selectFrom('conversation')
      .select('conversation_sid')
      .where(sql<string>`substr(customer_id, 1, ${sql.lit(SIGNIFICANT)})`, 'in', ids)
      .execute(),
  );
  const named = [...new Set(evidence.map((row) => row.conversation_sid).filter((sid) => sid !== ''))];
  const known = await inChunks(named, (chunk) =>
    read((db) =>
      db
        .selectFrom('conversation')
        .select('conversation_sid')
        .where('conversation_sid', 'in', chunk)
        .where('customer_id', 'is not', null)
        .execute(),
    ),
  );
  const isKnown = new Set(known.map((row) => row.conversation_sid));
  return [...about.map((row) => row.conversation_sid), ...named.filter((sid) => !isKnown.has(sid))];
}

type Row = Pick<RecordRow, 'sequence' | 'conversation_sid'>;

/** What else is on its way of the same messages: their edits and receipts, and the webhooks that told of them. */
async function withTheirTasks(
  read: Read,
  rows: readonly RecordActivity[],
): Promise<{ readonly activities: readonly Row[]; readonly entries: readonly Row[] }> {
  const keys = new Set(rows.map((row) => row.task_key));
  const conversations = [...new Set(rows.map((row) => row.conversation_sid).filter((sid) => sid !== ''))];
  const activities = await inChunks([...keys], (chunk) =>
    read((db) => db.selectFrom('outbox').select(['sequence', 'conversation_sid']).where('task_key', 'in', chunk).execute()),
  );
  const entries = await inChunks(conversations, (chunk) =>
    read((db) =>
      db.selectFrom('inbox').select(['sequence', 'conversation_sid', 'task_key']).where('conversation_sid', 'in', chunk).execute(),
    ),
  );
  return { activities, entries: entries.filter((row) => row.task_key !== null && keys.has(row.task_key)) };
}
