import { describe, it } from '@jest/globals';
import { sql } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualTime, type ManualTime } from '../../testing/manual-time.ts';
import { openStore, type PostgresStoreOptions, type SqliteStoreOptions, type Store } from '../open-store.ts';
import { findPostgres } from './find-postgres.ts';
import { sharedPostgres, type SharedPostgres } from './shared-postgres.ts';

/** A store of its own for one test. */
export interface TestStore {
  readonly store: Store;
  readonly time: ManualTime;
  /** Closes and opens it again, as a restart of the process does. */
  reopen(): Promise<void>;
  /** One more opening of the same database, as another gateway has it; closed with the first. Where several can. */
  another(): Promise<Store>;
  destroy(): Promise<void>;
}

type Limits = Pick<SqliteStoreOptions, 'limits'>;

export interface TestEngine {
  readonly name: string;
  /** Whether several gateways may have one store: then leases end by time alone. */
  readonly isShared: boolean;
  readonly open: (options?: Limits) => Promise<TestStore>;
}

const SQLITE: TestEngine = { name: 'SQLite', isShared: false, open: openSqliteForTest };
const POSTGRES: TestEngine = { name: 'PostgreSQL', isShared: true, open: openPostgresForTest };

/** The engine that works within this process: for suites that drive the time by hand and wait for turns of the event loop. */
export const IN_PROCESS: readonly TestEngine[] = [SQLITE];

const hasPostgres = findPostgres() !== undefined;

/** A suite for what only engines have that several gateways may share; a named skip where the host has none. */
export const onShared = (hasPostgres ? describe : describe.skip).each([POSTGRES]);

/** Every database that the contract suites run on. */
export const ENGINES: readonly TestEngine[] = hasPostgres ? [SQLITE, POSTGRES] : [SQLITE];

if (!hasPostgres) {
  describe('on PostgreSQL', () => {
    it.skip('needs PostgreSQL (Debian: postgresql)', () => undefined);
  });
}

async function openSqliteForTest(options: Limits = {}): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontline-store-'));
  const test = await testStore(({ clock, steady }) => ({ ...options, dataDir, clock, steady }));
  return {
    ...test,
    get store() {
      return test.store;
    },
    destroy: async () => {
      await test.destroy();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The server for tests: databases of their own, on a server that other files use at the same time. */
export const postgresForTests = (): Promise<SharedPostgres> => Promise.resolve(sharedPostgres);

/** Databases of tests that are over. Emptying one takes milliseconds, making one a third of a second. */
const free: string[] = [];

async function emptyDatabase(): Promise<string> {
  const { createDatabase, execute } = await postgresForTests();
  const used = free.pop();
  if (used === undefined) return createDatabase();
  const tables = await execute(used, `select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration'`);
  await execute(used, tables.map(({ tablename }) => `delete from ${String(tablename)}`).join('; '));
  return used;
}

async function openPostgresForTest(options: Limits = {}): Promise<TestStore> {
  const databaseUrl = await emptyDatabase();
  const test = await testStore(({ clock, steady }) => ({
    ...options,
    databaseUrl,
    steady,
    now: () => sql<number>`cast(${clock.now().getTime()} as bigint)`,
    tallyTtlMs: 0,
  }));
  return {
    ...test,
    get store() {
      return test.store;
    },
    destroy: async () => {
      await test.destroy();
      free.push(databaseUrl);
    },
  };
}

interface TestTime extends Pick<ManualTime, 'clock'> {
  readonly steady: () => number;
}

async function testStore(optionsFor: (time: TestTime) => SqliteStoreOptions | PostgresStoreOptions): Promise<TestStore> {
  const time = createManualTime();
  const options = optionsFor({ clock: time.clock, steady: time.monotonicMs });
  const others: Store[] = [];
  let store = await openStore(options);
  return {
    get store() {
      return store;
    },
    time,
    reopen: async () => {
      await store.close();
      store = await openStore(options);
    },
    another: async () => {
      const other = await openStore(options);
      others.push(other);
      return other;
    },
    destroy: async () => {
      for (const open of [store, ...others]) await open.close();
    },
  };
}
