import { z } from 'zod';
import { MEDIA } from '../media/media-entry.ts';
import { SEND } from '../sending/send-entry.ts';
import { readActivity } from './activity-schema.ts';
import { scanQueue } from './scan-queue.ts';
import type { StoreAccess } from './store-access.ts';

type Read = StoreAccess['read'];

const SEND_LANE = `${SEND}/`;

/** A row, and the records that it is for. */
export interface RecordRow {
  readonly sequence: number;
  readonly conversation_sid: string;
  readonly whoId?: string | undefined;
  readonly whatId?: string | undefined;
}

export interface RecordActivity extends RecordRow {
  readonly task_key: string;
  /** Of the activity; absent where this version cannot read it. */
  readonly kind?: string | undefined;
}

export interface RecordRows {
  readonly activities: readonly RecordActivity[];
  /** Inbox rows of files that are to go to the record. */
  readonly files: readonly RecordRow[];
  /** Inbox rows of messages from Salesforce to it. */
  readonly sends: readonly { readonly sequence: number; readonly key: string }[];
}

/**
 * Looks through both queues for rows that are for a record.
 * @param ids what is significant of its Ids
 * @param isOurs compares an Id with them; the database does not tell capitals apart, and finds texts too
 */
export async function findRecordRows(
  read: Read,
  { ids, isOurs }: { readonly ids: readonly string[]; readonly isOurs: (id: string | undefined) => boolean },
): Promise<RecordRows> {
  const isForIt = ({ whoId, whatId }: RecordRow) => isOurs(whoId) || isOurs(whatId);
  const activities = (await namingActivities(read, ids)).filter(isForIt);
  const files = (await namingFiles(read, ids)).filter(isForIt);
  const sends = (await sendEntries(read, ids)).filter(({ lane }) => isOurs(lane.slice(SEND_LANE.length)));
  return { activities, files, sends };
}

/** Activities in whose payload such an Id is a record, perhaps in other capitals: SQLite takes them for the same. */
async function namingActivities(read: Read, ids: readonly string[]): Promise<RecordActivity[]> {
  const rows = await scanQueue(read, 'outbox', (db, { from, to }) =>
    db
      .selectFrom('outbox')
      .select(['sequence', 'conversation_sid', 'task_key', 'payload'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where((eb) => eb.or(patternsOf(ids).map((pattern) => eb('payload', 'like', pattern))))
      .execute(),
  );
  return rows.map(({ payload, ...row }) => {
    const { kind, whoId, whatId } = readActivity(payload) ?? {};
    return { ...row, kind, whoId, whatId };
  });
}

const fileSchema = z.object({ whoId: z.string().optional(), whatId: z.string().optional() });

/** Entries for files that are to go to such a record. */
async function namingFiles(read: Read, ids: readonly string[]): Promise<RecordRow[]> {
  const rows = await scanQueue(read, 'inbox', (db, { from, to }) =>
    db
      .selectFrom('inbox')
      .select(['sequence', 'conversation_sid', 'payload'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where('kind', '=', MEDIA)
      .where((eb) => eb.or(patternsOf(ids).map((pattern) => eb('payload', 'like', pattern))))
      .execute(),
  );
  return rows.map(({ payload, ...row }) => ({ ...row, ...fileSchema.safeParse(JSON.parse(payload)).data }));
}

const patternsOf = (ids: readonly string[]): string[] => ids.flatMap((id) => [`%"whoId":"${id}%`, `%"whatId":"${id}%`]);

/** Messages from Salesforce to such a record: they wait in a lane of its own, whose name stays when their text has gone. */
const sendEntries = (read: Read, ids: readonly string[]) =>
  scanQueue(read, 'inbox', (db, { from, to }) =>
    db
      .selectFrom('inbox')
      .select(['sequence', 'key', 'lane'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where((eb) => eb.or(ids.map((id) => eb('lane', 'like', `${SEND_LANE}${id}%`))))
      .execute(),
  );
