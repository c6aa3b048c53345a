import type { Kysely } from 'kysely';
import type { Outbox, OutboxBatch, OutboxItem, PublishClaim } from '../pipeline/outbox.ts';
import { readActivity } from './activity-schema.ts';
import { batchRows, type BatchRow } from './batch-rows.ts';
import { inMs } from './in-ms.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

const NOTHING: OutboxBatch = { items: [], claims: [] };

/** Conversations that turn out not to be due are put right on the way; there may be more of them than one look finds. */
const MAX_LOOKS = 10;

/** Takes conversations that are due and that nobody holds, and hands out the first rows of each. */
export function claimBatch(access: StoreAccess): Outbox['claimBatch'] {
  return (wanted) =>
    access.write(async (trx) => {
      for (let looks = 0; looks < MAX_LOOKS; looks++) {
        const conversations = await dueConversations(trx, wanted.maxEvents, access);
        if (conversations.length === 0) return NOTHING;
        const batch = await claimFirst(trx, conversations, { ...access, ...wanted });
        if (batch.items.length > 0) return batch;
      }
      return NOTHING;
    });
}

interface Claiming extends StoreAccess {
  readonly maxEvents: number;
  readonly maxBytes: number;
  readonly leaseMs: number;
}

async function claimFirst(trx: Kysely<Tables>, conversations: readonly string[], claiming: Claiming): Promise<OutboxBatch> {
  const { maxEvents, maxBytes } = claiming;
  const share = Math.ceil(maxEvents / conversations.length);
  const rows = await batchRows(trx, { conversations, share }, claiming);
  const { items, unreadable } = fill(rows.slice(0, maxEvents), maxBytes);
  await setAside(trx, unreadable);
  const claimed = new Set(items.map(({ activity }) => activity.conversationSid));
  await refreshPublishLanes(
    trx,
    conversations.filter((conversation) => !claimed.has(conversation)),
  );
  return { items, claims: await claim(trx, [...claimed], claiming) };
}

/** Longest waiting first. Those that another transaction has locked are passed over: it is claiming or changing them. */
async function dueConversations(trx: Kysely<Tables>, limit: number, { now, isShared }: StoreAccess): Promise<string[]> {
  const rows = await trx
    .selectFrom('publish_lane')
    .select('conversation_sid')
    .where('due_at', 'is not', null)
    .where('due_at', '<=', now())
    .where('lease_until', '<=', now())
    .orderBy('due_at')
    .limit(limit)
    .$if(isShared, (query) => query.forUpdate().skipLocked())
    .execute();
  return rows.map((row) => row.conversation_sid);
}

interface Filled {
  readonly items: readonly OutboxItem[];
  readonly unreadable: readonly BatchRow[];
}

function fill(rows: readonly BatchRow[], maxBytes: number): Filled {
  const items: OutboxItem[] = [];
  const unreadable: BatchRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const activity = readActivity(row.payload);
    bytes += Buffer.byteLength(row.payload);
    if (activity === undefined) unreadable.push(row);
    else if (bytes > maxBytes && items.length > 0) break;
    else items.push({ activity, attempts: row.attempts });
  }
  return { items, unreadable };
}

/** A row that cannot be read would come back with each batch. */
async function setAside(trx: Kysely<Tables>, rows: readonly BatchRow[]): Promise<void> {
  if (rows.length === 0) return;
  const keys = rows.map((row) => row.dedupe_key);
  const dead = { state: 'dead', error: 'The stored activity cannot be read by this version.' } as const;
  await trx.updateTable('outbox').set(dead).where('dedupe_key', 'in', keys).execute();
}

async function claim(trx: Kysely<Tables>, conversations: readonly string[], { owner, now, leaseMs }: Claiming): Promise<PublishClaim[]> {
  if (conversations.length === 0) return [];
  const rows = await trx
    .updateTable('publish_lane')
    .set((eb) => ({ owner, fence: eb('fence', '+', 1), lease_until: inMs(now(), leaseMs) }))
    .where('conversation_sid', 'in', conversations)
    .returning(['conversation_sid', 'fence'])
    .execute();
  return rows.map(({ conversation_sid: conversationSid, fence }) => ({ conversationSid, owner, fence }));
}
