import { sql, type InsertObject, type Kysely } from 'kysely';
import type { Inbox, InboxEntry } from '../pipeline/inbox.ts';
import { refreshLane } from './refresh-lane.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** The inbox in a database. A key is known for as long as its row is kept, worked or not. */
export function createSqlInbox({ write, now }: Pick<StoreAccess, 'write' | 'now'>): Inbox {
  return {
    accept: (entry, { holdMs = 0 } = {}) =>
      write(async (trx) => {
        const runAt = sql<number>`${now()} + ${holdMs}`;
        const isNew = await insert(trx, { ...rowOf(entry), state: 'ready', run_at: runAt, created_at: now() });
        if (!isNew) return 'duplicate';
        await enterLane(trx, { lane: entry.lane, due_at: runAt, fence: now(), lease_until: 0 });
        return 'stored';
      }),
    acceptDead: (entry, reason) =>
      write(async (trx) => {
        const isNew = await insert(trx, { ...rowOf(entry), state: 'dead', error: reason, run_at: now(), created_at: now() });
        return isNew ? 'stored' : 'duplicate';
      }),
    finish: (key) =>
      write(async (trx) => {
        const change = { state: 'done', payload: '', error: null, done_at: now() } as const;
        await refreshLanes(trx, await trx.updateTable('inbox').set(change).where('key', '=', key).returning('lane').execute());
      }),
    release: (key) =>
      write(async (trx) => {
        const ready = trx.updateTable('inbox').set({ run_at: now() }).where('key', '=', key).where('state', '=', 'ready');
        await refreshLanes(trx, await ready.returning('lane').execute());
      }),
  };
}

const rowOf = ({ key, lane, conversationSid, kind, payload }: InboxEntry) => ({
  key,
  lane,
  conversation_sid: conversationSid,
  kind,
  payload,
  attempts: 0,
  faults: 0,
});

async function insert(trx: Kysely<Tables>, row: InsertObject<Tables, 'inbox'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('inbox')
    .values(row)
    .onConflict((oc) => oc.column('key').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}

/**
 * A lane that waits already keeps waiting for its first entry: the new one is behind it. The fence starts at the time of
 * day, so that a lane which was purged and comes back never repeats one.
 */
async function enterLane(trx: Kysely<Tables>, lane: InsertObject<Tables, 'lane'>): Promise<void> {
  await trx
    .insertInto('lane')
    .values(lane)
    .onConflict((oc) =>
      oc.column('lane').doUpdateSet((eb) => ({ due_at: eb.fn.coalesce(eb.ref('lane.due_at'), eb.ref('excluded.due_at')) })),
    )
    .execute();
}

async function refreshLanes(trx: Kysely<Tables>, touched: readonly { lane: string }[]): Promise<void> {
  for (const { lane } of touched) await refreshLane(trx, lane);
}
