import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { Backlog, Retention } from '../pipeline/backlog.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { Outbox } from '../pipeline/outbox.ts';
import type { PublishedActivities } from '../pipeline/published-activities.ts';
import type { Tombstones } from '../pipeline/tombstones.ts';
import type { WorkQueue } from '../pipeline/work-queue.ts';
import type { RoutingDecisions } from '../routing/decision.ts';
import { checkWritable } from './check-writable.ts';
import type { Engine } from './engine.ts';
import { groupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { readsOf } from './reads-of.ts';
import { createSqlBacklog } from './sql-backlog.ts';
import { createSqlConversationMemory } from './sql-conversation-memory.ts';
import { createSqlInbox } from './sql-inbox.ts';
import { createSqlOutbox } from './sql-outbox.ts';
import { createSqlPublishedActivities } from './sql-published-activities.ts';
import { createSqlRetention } from './sql-retention.ts';
import { createSqlRoutingDecisions } from './sql-routing-decisions.ts';
import { createSqlTombstones } from './sql-tombstones.ts';
import { createSqlWorkQueue } from './sql-work-queue.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import type { SqliteFileOptions } from './sqlite-file.ts';
import type { StoreAccess } from './store-access.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** Everything that is kept on disk. A promise that resolves means: it survives `kill -9` and a power cut. */
export interface Store {
  readonly inbox: Inbox;
  readonly workQueue: WorkQueue;
  readonly outbox: Outbox;
  readonly published: PublishedActivities;
  readonly tombstones: Tombstones;
  readonly memory: ConversationMemory;
  readonly decisions: RoutingDecisions;
  readonly backlog: Backlog;
  readonly retention: Retention;
  /** A real write; rejects with `store_unavailable`. */
  checkWritable(): Promise<void>;
  /** Waits for writes under way, then lets go of the file. */
  close(): Promise<void>;
}

/**
 * Opens the store in `dataDir`, migrated to this version, with all leases freed: this process is the only one that has it.
 * Rejects with a StoreError when it is in use, newer than this version, or unusable.
 */
export async function openStore(options: SqliteFileOptions & { readonly clock: Clock }): Promise<Store> {
  const engine = sqliteEngine(options);
  try {
    await migrate(engine);
    await freeLeases(engine.db);
  } catch (error) {
    await engine.db.destroy();
    throw error instanceof StoreError
      ? error
      : new StoreError('unusable', `The store cannot be prepared: ${String(error)}.`, { cause: error });
  }
  return storeOn(engine);
}

/** Whoever held them is gone: this process is the only one that has the store. */
async function freeLeases(db: Kysely<Tables>): Promise<void> {
  for (const table of ['lane', 'publish_lane', 'duty'] as const) {
    await db.updateTable(table).set({ owner: null, lease_until: 0 }).where('owner', 'is not', null).execute();
  }
}

function storeOn(engine: Engine): Store {
  const { write, close } = groupCommit(engine);
  const access: StoreAccess = {
    write,
    read: readsOf(engine),
    scrub: engine.scrub,
    now: engine.now,
    isShared: engine.isShared,
    owner: randomUUID(),
  };
  return {
    inbox: createSqlInbox(access),
    workQueue: createSqlWorkQueue(access),
    outbox: createSqlOutbox(access),
    published: createSqlPublishedActivities(access),
    tombstones: createSqlTombstones(access),
    memory: createSqlConversationMemory(access),
    decisions: createSqlRoutingDecisions(access),
    backlog: createSqlBacklog(access),
    retention: createSqlRetention(access),
    checkWritable: checkWritable(access),
    close: async () => {
      await close();
      await engine.db.destroy();
    },
  };
}
