import type { Kysely } from 'kysely';
import type { Inbox, InboxOfMany } from '../pipeline/inbox.ts';
import { acceptEntries } from './accept-entries.ts';
import { blanked } from './blanked.ts';
import { enterLanes } from './enter-lanes.ts';
import { BATCHES, inBatches } from './in-batches.ts';
import { refreshLane } from './refresh-lane.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

export interface InboxDeps extends Pick<StoreAccess, 'write' | 'now'> {
  /** Throws when there is no room for so many more. */
  readonly admit: (rows: number) => void;
}

/** The inbox in a database. A key is known for as long as its row is kept, worked or not. */
export function createSqlInbox({ write, now, admit }: InboxDeps): Inbox & InboxOfMany {
  const arriveTogether = acceptEntries({ write, now });
  const arrive = inBatches({ work: arriveTogether, ...BATCHES });
  return {
    accept: async (entry, { holdMs = 0 } = {}) => {
      admit(1);
      return arrive({ entry, holdMs });
    },
    acceptDead: async (entry, reason) => {
      admit(1);
      return arrive({ entry, holdMs: 0, deadBecause: reason });
    },
    acceptAll: async (entries) => {
      if (entries.length === 0) return [];
      admit(entries.length);
      return arriveTogether(entries.map((entry) => ({ entry, holdMs: 0 })));
    },
    finish: (key) =>
      inLaneOf(key, async (trx) => {
        await trx.updateTable('inbox').set(blanked(now)).where('key', '=', key).execute();
      }),
    release: (key) =>
      inLaneOf(key, async (trx) => {
        await trx.updateTable('inbox').set({ run_at: now() }).where('key', '=', key).where('state', '=', 'ready').execute();
      }),
  };

  /** Changes an entry with its lane locked; nothing happens when the key is unknown. */
  function inLaneOf(key: string, change: (trx: Kysely<Tables>) => Promise<void>): Promise<void> {
    return write(async (trx) => {
      const known = await trx.selectFrom('inbox').select('lane').where('key', '=', key).executeTakeFirst();
      if (known === undefined) return;
      await enterLanes(trx, new Map([[known.lane, null]]), now);
      await change(trx);
      await refreshLane(trx, known.lane);
    });
  }
}
