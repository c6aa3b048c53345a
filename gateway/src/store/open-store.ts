import type { Clock } from '../clock.ts';
import type { CapacityLimits } from '../pipeline/capacity.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import type { SqliteFileOptions } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { storeOn, type Store } from './store-on.ts';

export type { Store } from './store-on.ts';

export interface SqliteStoreOptions extends SqliteFileOptions {
  readonly clock: Clock;
  /** When to refuse webhooks. No bound when absent. */
  readonly limits?: CapacityLimits;
  /** Milliseconds since some moment, never back; the process's own when absent. */
  readonly steady?: () => number;
}

const NO_LIMITS: CapacityLimits = { maxQueued: Infinity, maxBytes: Infinity };

/**
 * Opens the store, migrated to this version. In `dataDir` all leases are free then: this process is the only one that has it.
 * Rejects with a StoreError when it is in use, newer than this version, or unusable.
 */
export async function openStore(options: SqliteStoreOptions): Promise<Store> {
  const { limits = NO_LIMITS, steady = () => performance.now() } = options;
  return prepare(sqliteEngine({ ...options, steady }), { limits, steady });
}

async function prepare(engine: Engine, options: Parameters<typeof storeOn>[1]): Promise<Store> {
  try {
    await migrate(engine);
    await engine.start();
    return await storeOn(engine, options);
  } catch (error) {
    await engine.close();
    throw error instanceof StoreError
      ? error
      : new StoreError('unusable', `The store cannot be prepared: ${String(error)}.`, { cause: error });
  }
}
