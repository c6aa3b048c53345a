import { sql, type Kysely, type UpdateObject } from 'kysely';
import type { Outbox, OutboxItem } from '../pipeline/outbox.ts';
import { activitySchema } from './activity-schema.ts';
import { nextBatch, type BatchRow } from './next-batch.ts';
import { refreshPublishLane } from './refresh-publish-lane.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** The outbox in a database. */
export function createSqlOutbox({ read, write, now }: StoreAccess): Outbox {
  const bury = (dedupeKey: string, reason: string) =>
    write(async (trx) => {
      const attempts = sql<number>`attempts + 1`;
      await refresh(trx, await change(trx, dedupeKey, { state: 'dead', error: reason, attempts }));
    });

  return {
    bury,
    nextBatch: async (limits) => {
      const rows = await read((db) => nextBatch(db, limits, now));
      const items = await Promise.all(rows.map((row) => itemOf(row, bury)));
      return items.filter((item) => item !== undefined);
    },
    markPublished: (published) =>
      write(async (trx) => {
        const touched: string[] = [];
        for (const { dedupeKey, replayId } of published) {
          const over = { state: 'published', payload: '', error: null, replay_id: replayId, done_at: now() } as const;
          touched.push(...(await change(trx, dedupeKey, over)));
        }
        await refresh(trx, touched);
      }),
    retryLater: (dedupeKey, { delayMs, reason }) =>
      write(async (trx) => {
        const later = { attempts: sql<number>`attempts + 1`, run_at: sql<number>`${now()} + ${delayMs}`, error: reason };
        await refresh(trx, await change(trx, dedupeKey, later));
      }),
  };
}

/** Answers the conversation whose row changed; none when the row is over already. */
async function change(trx: Kysely<Tables>, dedupeKey: string, values: UpdateObject<Tables, 'outbox'>): Promise<string[]> {
  const query = trx.updateTable('outbox').set(values).where('dedupe_key', '=', dedupeKey).where('state', '=', 'ready');
  const rows = await query.returning('conversation_sid').execute();
  return rows.map((row) => row.conversation_sid);
}

async function refresh(trx: Kysely<Tables>, conversations: readonly string[]): Promise<void> {
  for (const conversationSid of new Set(conversations)) await refreshPublishLane(trx, conversationSid);
}

/** A row that cannot be read would come back with each batch: it is set aside instead. */
async function itemOf(row: BatchRow, bury: Outbox['bury']): Promise<OutboxItem | undefined> {
  const activity = activitySchema.safeParse(parseJson(row.payload));
  if (activity.success) return { activity: activity.data, attempts: row.attempts };
  await bury(row.dedupe_key, 'The stored activity cannot be read by this version.');
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
