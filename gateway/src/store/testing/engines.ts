import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualTime, type ManualTime } from '../../testing/manual-time.ts';
import { openStore, type Store } from '../open-store.ts';

/** A store of its own for one test. */
export interface TestStore {
  readonly store: Store;
  readonly time: ManualTime;
  /** Closes and opens it again, as a restart of the process does. */
  reopen(): Promise<void>;
  destroy(): Promise<void>;
}

/** Every database that the contract suites run on. */
export const ENGINES: readonly { readonly name: string; readonly open: () => Promise<TestStore> }[] = [
  { name: 'SQLite', open: openSqliteForTest },
];

async function openSqliteForTest(): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontline-store-'));
  const time = createManualTime();
  const open = () => openStore({ dataDir, clock: time.clock, steady: () => time.clock.now().getTime() });
  let store = await open();
  return {
    get store() {
      return store;
    },
    time,
    async reopen() {
      await store.close();
      store = await open();
    },
    async destroy() {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
