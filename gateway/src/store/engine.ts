import type { Expression, Kysely } from 'kysely';
import type { Write } from './group-commit.ts';
import type { Tally } from './tally.ts';
import type { Tables } from './tables.ts';

/** What differs between the databases that the statements run on. */
export interface Engine {
  readonly db: Kysely<Tables>;
  readonly write: Write;
  /** The column type of a number that the database itself counts up. */
  readonly sequenceType: 'integer' | 'bigserial';
  /** The database's clock, in milliseconds: leases of several gateways are compared by it alone. */
  readonly now: () => Expression<number>;
  /** Whether several transactions run at once, so that rows must be locked before they are judged. */
  readonly isShared: boolean;
  /** To be called once, when the schema is there and before anything else is asked. */
  readonly start: () => Promise<void>;
  /** Keeps others from migrating until the transaction ends. */
  readonly lockMigrations: (trx: Kysely<Tables>) => Promise<void>;
  /** Empties the engine's own logs of what rows no longer hold. */
  readonly scrub: () => Promise<void>;
  /** How many rows wait, by queue and state: at little cost, so it may be some seconds old on a server. */
  readonly tally: () => Promise<Tally>;
  /** Bytes that our tables take on disk; what is free for new rows does not count. */
  readonly bytes: () => Promise<number>;
  /** Gives disk space of removed rows back, a little at a time. */
  readonly reclaim: () => Promise<void>;
  /** What a driver's error means for callers: `store_unavailable`, or the error itself when it is a mistake of ours. */
  readonly failure: (error: unknown) => unknown;
  /** Waits for what is under way, then lets go of the database. */
  readonly close: () => Promise<void>;
}
