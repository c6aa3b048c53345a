import { sql, type Kysely, type UpdateObject } from 'kysely';
import type { PublishedActivities, PublishedActivity } from '../pipeline/published-activities.ts';
import { readActivity } from './activity-schema.ts';
import { inMs } from './in-ms.ts';
import { enterPublishLanes } from './lock-publish-lanes.ts';
import { PUBLISHED } from './published.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import { settleFates } from './settle-fates.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Activities that wait for their receipt, in a database. */
export function createSqlPublishedActivities(access: StoreAccess): PublishedActivities {
  const { read, write, now } = access;
  return {
    due: async (limit) => {
      const rows = await read((db) => dueRows(db, limit, now));
      const unreadable = rows.filter((row) => publishedOf(row) === undefined);
      // Rows that cannot be read would come back each time, and hide the others behind them.
      if (unreadable.length > 0) await write((trx) => setAside(trx, unreadable));
      return rows.map(publishedOf).filter((activity) => activity !== undefined);
    },
    settle: settleFates(access),
    askLater: (dedupeKeys, delayMs) =>
      write(async (trx) => {
        if (dedupeKeys.length > 0) await change(trx, dedupeKeys, { look_at: inMs(now(), delayMs) });
      }),
    publishAgain: (dedupeKey) =>
      write(async (trx) => {
        const ready = { state: 'ready', run_at: now(), look_at: null, attempts: 0, republished: sql<number>`republished + 1` } as const;
        await putBack(trx, { dedupeKey, change: ready }, access);
      }),
    bury: (dedupeKey, reason) =>
      write(async (trx) => {
        await change(trx, [dedupeKey], { state: 'dead', error: reason, look_at: null });
      }),
  };
}

const dueRows = (db: Kysely<Tables>, limit: number, now: StoreAccess['now']) =>
  db
    .selectFrom('outbox')
    .select(['dedupe_key', 'payload', 'replay_id', 'republished'])
    .select([sinceNow('published_at', now).as('age'), sinceNow('first_published_at', now).as('first_age')])
    .where('state', '=', PUBLISHED)
    .where('look_at', '<=', now())
    .orderBy('look_at')
    .limit(limit)
    .execute();

/** Null when the column is. */
const sinceNow = (column: 'published_at' | 'first_published_at', now: StoreAccess['now']) =>
  sql<number | null>`${now()} - ${sql.ref(column)}`;

type Row = Awaited<ReturnType<typeof dueRows>>[number];

function publishedOf({ payload, replay_id: replayId, age, first_age: firstAge, republished }: Row): PublishedActivity | undefined {
  const activity = readActivity(payload);
  if (activity === undefined || replayId === null || age === null) return undefined;
  // The version before knew only the last time.
  return { activity, replayId, ageMs: age, firstAgeMs: firstAge ?? age, republished };
}

async function change(trx: Kysely<Tables>, dedupeKeys: readonly string[], values: UpdateObject<Tables, 'outbox'>): Promise<string[]> {
  const rows = await trx
    .updateTable('outbox')
    .set(values)
    .where('dedupe_key', 'in', dedupeKeys)
    .where('state', '=', PUBLISHED)
    .returning('conversation_sid')
    .execute();
  return rows.map((row) => row.conversation_sid);
}

async function setAside(trx: Kysely<Tables>, rows: readonly Row[]): Promise<void> {
  const keys = rows.map((row) => row.dedupe_key);
  await change(trx, keys, { state: 'dead', error: 'The stored activity cannot be read by this version.', look_at: null });
}

interface PutBack {
  readonly dedupeKey: string;
  readonly change: UpdateObject<Tables, 'outbox'>;
}

async function putBack(trx: Kysely<Tables>, { dedupeKey, change: values }: PutBack, access: StoreAccess): Promise<void> {
  const row = await trx.selectFrom('outbox').select('conversation_sid').where('dedupe_key', '=', dedupeKey).executeTakeFirst();
  if (row === undefined) return;
  // Retention removes lanes in which nothing waits: this one may be gone.
  await enterPublishLanes(trx, [row.conversation_sid], access.now);
  await refreshPublishLanes(trx, await change(trx, [dedupeKey], values));
}
