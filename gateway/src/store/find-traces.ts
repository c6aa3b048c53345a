import type { Kysely } from 'kysely';
import type { ErasureSubject } from '../operations/erasure.ts';
import { readActivity } from './activity-schema.ts';
import { inChunks } from './in-chunks.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Where something of a customer or a conversation is. */
export interface Traces {
  readonly conversations: readonly string[];
  /** Inbox rows (by number) that name the address and belong to no conversation: nobody could read them. */
  readonly strays: readonly number[];
  /** Outbox rows (by number) of the conversations, in whatever state. */
  readonly activities: readonly number[];
  /** The last outbox row that was looked at: what is behind it came meanwhile. */
  readonly lookedUpTo: number;
}

type Read = StoreAccess['read'];

/** Numbers looked through in one statement. There is no index for this, because it is rare; no other work waits for long meanwhile. */
const RANGE = 5_000;

/** Looks through the whole store. */
export async function findTraces(read: Read, subject: ErasureSubject): Promise<Traces> {
  if ('conversationSid' in subject) return withActivities(read, [subject.conversationSid], []);
  const { address } = subject;
  const known = await read((db) =>
    db.selectFrom('conversation').select('conversation_sid').where('customer_address', '=', address).execute(),
  );
  const made = (await namingRows(read, 'outbox', address)).filter((row) => readActivity(row.payload)?.customerAddress === address);
  const told = (await namingRows(read, 'inbox', address)).filter((row) => isAbout(row.payload, address));
  const conversations = [...known, ...made, ...told].map((row) => row.conversation_sid).filter((sid) => sid !== '');
  const strays = told.filter((row) => row.conversation_sid === '').map((row) => row.sequence);
  return withActivities(read, [...new Set(conversations)], strays);
}

async function withActivities(read: Read, conversations: readonly string[], strays: readonly number[]): Promise<Traces> {
  const lookedUpTo = await lastOf(read, 'outbox');
  const rows = await inChunks(conversations, (chunk) =>
    scan(read, 'outbox', (db, { from, to }) =>
      db
        .selectFrom('outbox')
        .select('sequence')
        .where('sequence', '>', from)
        .where('sequence', '<=', to)
        .where('conversation_sid', 'in', chunk)
        .execute(),
    ),
  );
  return { conversations, strays, activities: rows.map((row) => row.sequence), lookedUpTo };
}

/** Rows in whose payload the address is a value; perhaps of a text, which says nothing of whose it is. */
const namingRows = (read: Read, queue: 'inbox' | 'outbox', address: string) =>
  scan(read, queue, (db, { from, to }) =>
    db
      .selectFrom(queue)
      .select(['sequence', 'conversation_sid', 'payload'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where('payload', 'like', `%${JSON.stringify(address)}%`)
      .execute(),
  );

/** Whether a webhook says that the address takes part; that somebody wrote it as a text does not count. */
function isAbout(payload: string, address: string): boolean {
  try {
    const params = Object.entries(JSON.parse(payload) as Record<string, unknown>);
    return params.some(([name, value]) => value === address && name !== 'Body');
  } catch {
    return true; // nobody can tell, and it names the address: better gone
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

async function scan<R>(
  read: Read,
  queue: 'inbox' | 'outbox',
  look: (db: Kysely<Tables>, range: Range) => Promise<readonly R[]>,
): Promise<R[]> {
  const last = await lastOf(read, queue);
  const found: R[] = [];
  for (let from = 0; from < last; from += RANGE) found.push(...(await read((db) => look(db, { from, to: from + RANGE }))));
  return found;
}

/** The number of the queue's last row; 0 when there is none. */
async function lastOf(read: Read, queue: 'inbox' | 'outbox'): Promise<number> {
  const row = await read((db) => db.selectFrom(queue).select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst());
  return row?.sequence ?? 0;
}
