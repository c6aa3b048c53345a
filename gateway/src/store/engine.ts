import type { Expression, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What differs between the databases that the statements run on. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** The column type of a number that the database itself counts up. */
  readonly sequenceType: 'integer' | 'bigserial';
  /** The database's clock, in milliseconds: leases of several gateways are compared by it alone. */
  readonly now: () => Expression<number>;
  /** Whether several transactions run at once, so that rows must be locked before they are judged. */
  readonly isShared: boolean;
  /** Keeps others from migrating until the transaction ends. */
  readonly lockMigrations: (trx: Kysely<Tables>) => Promise<void>;
  /** Empties the engine's own logs of what rows no longer hold. */
  readonly scrub: () => Promise<void>;
  /** What a driver's error means for callers: `store_unavailable`, or the error itself when it is a mistake of ours. */
  readonly failure: (error: unknown) => unknown;
}
