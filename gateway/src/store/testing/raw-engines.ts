import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualTime, type ManualTime } from '../../testing/manual-time.ts';
import type { Engine } from '../engine.ts';
import { migrate } from '../migrate.ts';
import { postgresEngine } from '../postgres-engine.ts';
import { readsOf } from '../reads-of.ts';
import { sqliteEngine } from '../sqlite-engine.ts';
import type { StoreAccess } from '../store-access.ts';
import { storeOn, type Store } from '../store-on.ts';
import { postgresForTests } from './engines.ts';
import { findPostgres } from './find-postgres.ts';

/** A store with its database laid open: for what no part of the store would do to its rows, or do in the middle of another's work. */
export interface RawStore {
  readonly engine: Engine;
  readonly access: StoreAccess;
  readonly store: Store;
  readonly time: ManualTime;
  readonly close: () => Promise<void>;
}

export interface RawEngine {
  readonly name: string;
  readonly open: () => Promise<RawStore>;
}

const SQLITE: RawEngine = {
  name: 'SQLite',
  open: async () => {
    const time = createManualTime();
    const dataDir = await mkdtemp(join(tmpdir(), 'frontline-raw-'));
    const engine = sqliteEngine({ dataDir, clock: time.clock, steady: time.monotonicMs });
    return rawStore(engine, time, () => rm(dataDir, { recursive: true }));
  },
};

/** A database of its own, by the server's clock. */
export const RAW_POSTGRES: RawEngine = {
  name: 'PostgreSQL',
  open: async () => {
    const time = createManualTime();
    const databaseUrl = await (await postgresForTests()).createDatabase();
    return rawStore(postgresEngine({ databaseUrl, steady: time.monotonicMs, tallyTtlMs: 0 }), time, () => Promise.resolve());
  },
};

export const RAW_ENGINES: readonly RawEngine[] = findPostgres() === undefined ? [SQLITE] : [SQLITE, RAW_POSTGRES];

async function rawStore(engine: Engine, time: ManualTime, remove: () => Promise<void>): Promise<RawStore> {
  await migrate(engine);
  await engine.start();
  const limits = { maxQueued: Infinity, maxBytes: Infinity };
  const store = await storeOn(engine, { limits, steady: time.monotonicMs });
  const { write, scrub, reclaim, now, isShared } = engine;
  return {
    engine,
    access: { write, read: readsOf(engine), scrub, reclaim, now, isShared, owner: 'the test' },
    store,
    time,
    close: async () => {
      await store.close();
      await remove();
    },
  };
}
