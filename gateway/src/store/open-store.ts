import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import type { CapacityLimits } from '../pipeline/capacity.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import type { PostgresEngineOptions } from './postgres-engine.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import type { SqliteFileOptions } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { storeOn, type Store } from './store-on.ts';

export type { Store } from './store-on.ts';

interface CommonOptions {
  /** When to refuse webhooks. No bound when absent. */
  readonly limits?: CapacityLimits;
  /** Milliseconds since some moment, never back; the process's own when absent. */
  readonly steady?: () => number;
}

/** One file in a folder, for one gateway. */
export interface SqliteStoreOptions extends CommonOptions, SqliteFileOptions {
  readonly clock: Clock;
}

/** A database that several gateways share. */
export interface PostgresStoreOptions extends CommonOptions, Omit<PostgresEngineOptions, 'steady'> {
  /** How long to wait for a server that cannot be reached yet: 30 seconds when absent. */
  readonly patienceMs?: number;
  /** Told each time that it could not be reached. */
  readonly onWaiting?: (reason: string) => void;
}

const NO_LIMITS: CapacityLimits = { maxQueued: Infinity, maxBytes: Infinity };
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/** Who may not log in, or names a database that is not there, will not be let in by waiting. */
const HOPELESS = /^(28|3D)/;

/**
 * Opens the store, migrated to this version. In `dataDir` all leases are free then: this process is the only one that has it.
 * Rejects with a StoreError when it is in use, newer than this version, or unusable.
 */
export async function openStore(options: SqliteStoreOptions | PostgresStoreOptions): Promise<Store> {
  const { limits = NO_LIMITS, steady = () => performance.now() } = options;
  const engine = 'databaseUrl' in options ? await onServer({ ...options, steady }) : sqliteEngine({ ...options, steady });
  try {
    await ('databaseUrl' in options ? once(engine, { ...options, steady }) : migrate(engine));
    await engine.start();
    return await storeOn(engine, { limits, steady });
  } catch (error) {
    await engine.close();
    if (error instanceof StoreError) throw error;
    throw new StoreError('unusable', `The store cannot be prepared: ${reasonOf(error)}`, { cause: error });
  }
}

/** Whoever keeps to SQLite never pays for the driver of another. */
async function onServer(options: PostgresEngineOptions): Promise<Engine> {
  const { postgresEngine } = await import('./postgres-engine.ts');
  return postgresEngine(options);
}

/** Migrates as soon as the server answers: gateway and database often start together. */
async function once(
  engine: Engine,
  { patienceMs = PATIENCE_MS, onWaiting, steady }: PostgresStoreOptions & { readonly steady: () => number },
): Promise<void> {
  const startedAt = steady();
  for (;;) {
    try {
      await migrate(engine);
      return;
    } catch (error) {
      const failure = engine.failure(error);
      const isOver = steady() - startedAt + PAUSE_MS > patienceMs;
      if (!(failure instanceof GatewayError) || HOPELESS.test(failure.upstreamCode ?? '') || isOver) throw failure;
      onWaiting?.(reasonOf(failure));
      await sleep(PAUSE_MS);
    }
  }
}

/** What PostgreSQL itself says names users and databases, never a password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof GatewayError && error.cause instanceof Error ? error.cause.message : error.message;
}
