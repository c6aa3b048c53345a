import type { Expression, Kysely } from 'kysely';
import type { Write } from './group-commit.ts';
import type { Tables } from './tables.ts';

/** What each part of the store works with. */
export interface StoreAccess {
  readonly write: Write;
  /** Reads what is committed; rejects with `store_unavailable` as `write` does. */
  readonly read: <T>(query: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /** Empties the engine's own logs of what rows no longer hold. */
  readonly scrub: () => Promise<void>;
  /** Gives disk space of removed rows back, a little at a time. */
  readonly reclaim: () => Promise<void>;
  readonly now: () => Expression<number>;
  /** Whether several transactions run at once, so that rows must be locked before they are judged. */
  readonly isShared: boolean;
  /** Names this opening of the store; a claim of an earlier one is nobody's. */
  readonly owner: string;
}
