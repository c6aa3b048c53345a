import { z } from 'zod';
import type { ErasureSubject } from '../operations/erasure.ts';
import { readActivity } from './activity-schema.ts';
import { completeTraces } from './complete-traces.ts';
import { scanQueue } from './scan-queue.ts';
import type { StoreAccess } from './store-access.ts';
import type { Traces } from './traces.ts';

type Read = StoreAccess['read'];

const NOTHING = { conversations: [], strays: [], strayActivities: [], sends: [], decisions: [] } as const;

/** Looks through the whole store. */
export async function findTraces(read: Read, subject: ErasureSubject): Promise<Traces> {
  if ('conversationSid' in subject) return completeTraces(read, { ...NOTHING, conversations: [subject.conversationSid] });
  const { address } = subject;
  const known = await read((db) =>
    db.selectFrom('conversation').select('conversation_sid').where('customer_address', '=', address).execute(),
  );
  const made = (await namingRows(read, 'outbox', address)).filter((row) => readActivity(row.payload)?.customerAddress === address);
  const told = (await namingRows(read, 'inbox', address)).filter((row) => isAbout(row.payload, address));
  const conversations = [...known, ...made, ...told].map((row) => row.conversation_sid).filter((sid) => sid !== '');
  const sends = await read((db) => db.selectFrom('send').select('client_key').where('customer', '=', address).execute());
  return completeTraces(read, {
    ...NOTHING,
    conversations: [...new Set(conversations)],
    strays: straysAmong(told).map((row) => row.sequence),
    strayActivities: straysAmong(made).map((row) => ({ sequence: row.sequence, conversationSid: '' })),
    sends: sends.map((row) => row.client_key),
  });
}

/** They belong to no conversation: nobody could read them, or they were never sent. */
const straysAmong = <R extends { readonly conversation_sid: string }>(rows: readonly R[]): R[] =>
  rows.filter((row) => row.conversation_sid === '');

/** Rows in whose payload the address is a value; perhaps of a text, which says nothing of whose it is. */
const namingRows = (read: Read, queue: 'inbox' | 'outbox', address: string) =>
  scanQueue(read, queue, (db, { from, to }) =>
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
