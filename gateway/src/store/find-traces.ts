import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ErasureSubject } from '../operations/erasure.ts';
import { entryKeyOf } from '../sending/send-entry.ts';
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
  /** Outbox rows (by number) of the address that belong to no conversation: messages that were never sent. */
  readonly strayActivities: readonly number[];
  /** Messages from Salesforce (by client key) to the address, or into the conversations. */
  readonly sends: readonly string[];
  /** The last outbox row that was looked at: what is behind it came meanwhile. */
  readonly lookedUpTo: number;
}

type Read = StoreAccess['read'];

/** Numbers looked through in one statement. There is no index for this, because it is rare; no other work waits for long meanwhile. */
const RANGE = 5_000;

/** Looks through the whole store. */
export async function findTraces(read: Read, subject: ErasureSubject): Promise<Traces> {
  if ('conversationSid' in subject)
    return withActivities(read, { conversations: [subject.conversationSid], strays: [], strayActivities: [], sends: [] });
  const { address } = subject;
  const known = await read((db) =>
    db.selectFrom('conversation').select('conversation_sid').where('customer_address', '=', address).execute(),
  );
  const made = (await namingRows(read, 'outbox', address)).filter((row) => readActivity(row.payload)?.customerAddress === address);
  const told = (await namingRows(read, 'inbox', address)).filter((row) => isAbout(row.payload, address));
  const conversations = [...known, ...made, ...told].map((row) => row.conversation_sid).filter((sid) => sid !== '');
  const sends = await read((db) => db.selectFrom('send').select('client_key').where('customer', '=', address).execute());
  return withActivities(read, {
    conversations: [...new Set(conversations)],
    strays: straysAmong(told),
    strayActivities: straysAmong(made),
    sends: sends.map((row) => row.client_key),
  });
}

const straysAmong = (rows: readonly { readonly conversation_sid: string; readonly sequence: number }[]): number[] =>
  rows.filter((row) => row.conversation_sid === '').map((row) => row.sequence);

type Found = Omit<Traces, 'activities' | 'lookedUpTo'>;

/** With what belongs to the conversations, and with the entries of messages from Salesforce. */
async function withActivities(read: Read, { conversations, strays, strayActivities, sends: known }: Found): Promise<Traces> {
  const into = await inChunks(conversations, (chunk) =>
    read((db) => db.selectFrom('send').select('client_key').where('conversation_sid', 'in', chunk).execute()),
  );
  const sends = [...new Set([...known, ...into.map((row) => row.client_key)])];
  const waiting = await inChunks(sends.map(entryKeyOf), (chunk) =>
    read((db) => db.selectFrom('inbox').select('sequence').where('key', 'in', chunk).execute()),
  );
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
  return {
    conversations,
    strays: [...new Set([...strays, ...waiting.map((row) => row.sequence)])],
    activities: rows.map((row) => row.sequence),
    strayActivities,
    sends,
    lookedUpTo,
  };
}

/** Rows in whose payload the address is a value; perhaps of a text, which says nothing of whose it is. */
const namingRows = (read: Read, queue: 'inbox' | 'outbox', address: string) =>
  scan(read, queue, (db, { from, to }) =>
    db
      .selectFrom(queue)
      .select(['sequence', 'conversation_sid', 'payload'])
      .where('sequence', '>', from)
      .where('sequence', '<=', to)
      .where((eb) => eb.or([address, numberIn(address)].map((value) => eb('payload', 'like', `%${JSON.stringify(value)}%`))))
      .execute(),
  );

const WHATSAPP = 'whatsapp:';
const numberIn = (address: string): string => (address.startsWith(WHATSAPP) ? address.slice(WHATSAPP.length) : address);

/** Of an entry that sends: to which number, over which channel. */
const sendSchema = z.object({ request: z.object({ channel: z.string(), toNumber: z.string() }) });

/** Whether a webhook says that the address takes part, or a message is to go there; that somebody wrote it as a text does not count. */
function isAbout(payload: string, address: string): boolean {
  try {
    const params = JSON.parse(payload) as Record<string, unknown>;
    const { request } = sendSchema.safeParse(params).data ?? {};
    if (request?.toNumber === numberIn(address)) return (request.channel === 'whatsapp') === address.startsWith(WHATSAPP);
    return Object.entries(params).some(([name, value]) => value === address && name !== 'Body');
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
