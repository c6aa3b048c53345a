import { Kysely, PostgresDialect, sql, type Expression } from 'kysely';
import type { Engine } from './engine.ts';
import { isConflict, postgresFailure } from './postgres-failure.ts';
import { postgresPool, type PostgresOptions } from './postgres-pool.ts';
import { postgresSize, postgresTally } from './postgres-tally.ts';
import type { Tables } from './tables.ts';
import { transact } from './transact.ts';

export interface PostgresEngineOptions extends PostgresOptions {
  /** Replaces the server's clock, for tests of what time does. */
  readonly now?: () => Expression<number>;
  /** How old a count may be, in milliseconds. */
  readonly tallyTtlMs?: number;
  readonly steady: () => number;
}

/** Any number that only we use; all gateways on one database agree on it. "FRNT". */
const MIGRATION_LOCK = 0x46_52_4e_54;

/** `now()` of the transaction would stand still while it waits for a lock. */
const serverTime = () => sql<number>`(floor(extract(epoch from clock_timestamp()) * 1000))::bigint`;

/** Several gateways may have one database: claims are told apart by row locks, fences, and leases by the server's clock alone. */
export function postgresEngine({ now = serverTime, tallyTtlMs = 5_000, steady, ...options }: PostgresEngineOptions): Engine {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: postgresPool(options) }) });
  const { write, close } = transact({ db, failure: postgresFailure, isConflict });
  return {
    db,
    write,
    sequenceType: 'bigserial',
    isShared: true,
    now,
    // A gateway that dies in it lets go with its connection; one that hangs must not keep the others from starting.
    lockMigrations: async (trx) => {
      await sql`set local lock_timeout = '20s'`.execute(trx);
      await sql`set local statement_timeout = '10min'`.execute(trx);
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
    },
    start: () => Promise.resolve(),
    tally: postgresTally(db, { steady, ttlMs: tallyTtlMs }),
    bytes: postgresSize(db),
    // Vacuuming is the server's own business (https://www.postgresql.org/docs/current/routine-vacuuming.html).
    reclaim: () => Promise.resolve(),
    scrub: () => Promise.resolve(),
    failure: postgresFailure,
    close: async () => {
      await close();
      await db.destroy();
    },
  };
}
