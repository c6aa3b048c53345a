import { entryKeyOf } from '../sending/send-entry.ts';
import { inChunks } from './in-chunks.ts';
import { lastOf, scanQueue } from './scan-queue.ts';
import type { StoreAccess } from './store-access.ts';
import type { Traces } from './traces.ts';

type Read = StoreAccess['read'];

/** Adds what belongs to the conversations, and the entries of messages from Salesforce: one look through the outbox for a thousand conversations. */
export async function completeTraces(read: Read, found: Omit<Traces, 'activities' | 'lookedUpTo'>): Promise<Traces> {
  const { conversations } = found;
  const into = await inChunks(conversations, (chunk) =>
    read((db) => db.selectFrom('send').select('client_key').where('conversation_sid', 'in', chunk).execute()),
  );
  const sends = [...new Set([...found.sends, ...into.map((row) => row.client_key)])];
  const waiting = await inChunks(sends.map(entryKeyOf), (chunk) =>
    read((db) => db.selectFrom('inbox').select('sequence').where('key', 'in', chunk).execute()),
  );
  const lookedUpTo = await lastOf(read, 'outbox');
  return {
    ...found,
    strays: [...new Set([...found.strays, ...waiting.map((row) => row.sequence)])],
    activities: await activitiesOf(read, conversations),
    sends,
    lookedUpTo,
  };
}

async function activitiesOf(read: Read, conversations: readonly string[]): Promise<readonly number[]> {
  const rows = await inChunks(conversations, (chunk) =>
    scanQueue(read, 'outbox', (db, { from, to }) =>
      db
        .selectFrom('outbox')
        .select('sequence')
        .where('sequence', '>', from)
        .where('sequence', '<=', to)
        .where('conversation_sid', 'in', chunk)
        .execute(),
    ),
  );
  return rows.map((row) => row.sequence);
}
