import type { InsertObject, Kysely } from 'kysely';
import type { Inbox, InboxEntry } from '../pipeline/inbox.ts';
import { blanked } from './blanked.ts';
import { enterLane } from './enter-lane.ts';
import { inMs } from './in-ms.ts';
import { refreshLane } from './refresh-lane.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Trx = Kysely<Tables>;

export interface InboxDeps extends Pick<StoreAccess, 'write' | 'now'> {
  /** Throws when there is no room for one more. */
  readonly admit: () => void;
}

/** The inbox in a database. A key is known for as long as its row is kept, worked or not. */
export function createSqlInbox({ write, now, admit }: InboxDeps): Inbox {
  return {
    accept: async (entry, { holdMs = 0 } = {}) => {
      admit();
      return write(async (trx) => {
        const runAt = inMs(now(), holdMs);
        await enterLane(trx, { lane: entry.lane, due_at: runAt }, now);
        const isNew = await insert(trx, { ...rowOf(entry), state: 'ready', run_at: runAt, created_at: now() });
        if (!isNew) await refreshLane(trx, entry.lane);
        return isNew ? 'stored' : 'duplicate';
      });
    },
    acceptDead: async (entry, reason) => {
      admit();
      return write(async (trx) => {
        const isNew = await insert(trx, { ...rowOf(entry), state: 'dead', error: reason, run_at: now(), created_at: now() });
        return isNew ? 'stored' : 'duplicate';
      });
    },
    finish: (key) =>
      write((trx) =>
        inLaneOf(trx, key, async () => {
          await trx.updateTable('inbox').set(blanked(now)).where('key', '=', key).execute();
        }),
      ),
    release: (key) =>
      write((trx) =>
        inLaneOf(trx, key, async () => {
          await trx.updateTable('inbox').set({ run_at: now() }).where('key', '=', key).where('state', '=', 'ready').execute();
        }),
      ),
  };

  /** Changes an entry with its lane locked; nothing happens when the key is unknown. */
  async function inLaneOf(trx: Trx, key: string, change: () => Promise<void>): Promise<void> {
    const known = await trx.selectFrom('inbox').select('lane').where('key', '=', key).executeTakeFirst();
    if (known === undefined) return;
    await enterLane(trx, { lane: known.lane, due_at: null }, now);
    await change();
    await refreshLane(trx, known.lane);
  }
}

const rowOf = ({ key, lane, conversationSid, kind, taskKey, payload }: InboxEntry) => ({
  key,
  lane,
  conversation_sid: conversationSid,
  kind,
  task_key: taskKey ?? null,
  payload,
  attempts: 0,
  faults: 0,
});

async function insert(trx: Trx, row: InsertObject<Tables, 'inbox'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('inbox')
    .values(row)
    .onConflict((oc) => oc.column('key').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}
