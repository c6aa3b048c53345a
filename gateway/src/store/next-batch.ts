import type { Kysely } from 'kysely';
import type { BatchLimits } from '../pipeline/outbox.ts';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

export interface BatchRow {
  readonly dedupe_key: string;
  readonly payload: string;
  readonly attempts: number;
}

/**
 * The rows to publish next. Conversations are asked one by one, each for its share of the batch: an index gives the rows
 * of one in order, and a long one cannot crowd the others out. What a short one leaves over is taken by the next batch.
 */
export async function nextBatch(db: Kysely<Tables>, limits: BatchLimits, now: StoreAccess['now']): Promise<readonly BatchRow[]> {
  const conversations = await dueConversations(db, limits.maxEvents, now);
  const share = Math.ceil(limits.maxEvents / Math.max(1, conversations.length));
  const batch: BatchRow[] = [];
  let bytes = 0;
  for (const conversationSid of conversations) {
    const limit = Math.min(share, limits.maxEvents - batch.length);
    for (const row of limit > 0 ? await dueRows(db, { conversationSid, limit, now }) : []) {
      bytes += Buffer.byteLength(row.payload);
      if (bytes > limits.maxBytes && batch.length > 0) return batch;
      batch.push(row);
    }
  }
  return batch;
}

async function dueConversations(db: Kysely<Tables>, limit: number, now: StoreAccess['now']): Promise<string[]> {
  const rows = await db
    .selectFrom('publish_lane')
    .select('conversation_sid')
    .where('due_at', 'is not', null)
    .where('due_at', '<=', now())
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversation_sid);
}

interface Wanted {
  readonly conversationSid: string;
  readonly limit: number;
  readonly now: StoreAccess['now'];
}

/** The first rows of a conversation, up to the first that is put off: what is behind it would overtake it. */
async function dueRows(db: Kysely<Tables>, { conversationSid, limit, now }: Wanted): Promise<readonly BatchRow[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['dedupe_key', 'payload', 'attempts'])
    .select((eb) => eb.case().when('run_at', '<=', now()).then(1).else(0).end().as('is_due'))
    .where('conversation_sid', '=', conversationSid)
    .where('state', '=', READY)
    .orderBy('message_index')
    .orderBy('sequence')
    .limit(limit)
    .execute();
  const putOff = rows.findIndex((row) => row.is_due === 0);
  return putOff < 0 ? rows : rows.slice(0, putOff);
}
