import type { Kysely } from 'kysely';
import { GatewayError } from '../errors.ts';
import { BATCHES, inBatches } from './in-batches.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

export interface ReadTogetherDeps<R> {
  readonly read: StoreAccess['read'];
  /** The rows of these keys, at most one each, in any order. A key may be there twice. */
  readonly rowsOf: (db: Kysely<Tables>, keys: readonly string[]) => Promise<readonly R[]>;
  readonly keyOf: (row: R) => string;
}

/**
 * Reads rows by their key; those that are asked for close together come by one statement. To put a statement together and to see it through
 * takes this process far longer than SQLite takes to find a row, and on a server each is a round trip.
 */
export function readTogether<R>({ read, rowsOf, keyOf }: ReadTogetherDeps<R>): (key: string) => Promise<R | undefined> {
  return inBatches({
    ...BATCHES,
    maxSize: 64,
    isWorthAlone: (error) => BATCHES.isWorthAlone(error) || isDamage(error),
    work: async (keys: readonly string[]): Promise<readonly (R | undefined)[]> => {
      const rows = await read((db) => rowsOf(db, padded(keys)));
      const byKey = new Map(rows.map((row) => [keyOf(row), row]));
      return keys.map((key) => byKey.get(key));
    },
  });
}

/** A part of the database cannot be read: one row of many perhaps (https://sqlite.org/rescode.html#corrupt, class XX of PostgreSQL's error codes). */
const isDamage = (error: unknown): boolean =>
  error instanceof GatewayError && /^(SQLITE_(CORRUPT|IOERR)|XX)/.test(error.upstreamCode ?? '');

/** To a power of two, by the last one again: few lengths are few statements, and those stay prepared. */
function padded(keys: readonly string[]): readonly string[] {
  const size = 2 ** Math.ceil(Math.log2(keys.length));
  return Array.from({ length: size }, (_key, place) => keys[Math.min(place, keys.length - 1)] ?? '');
}
