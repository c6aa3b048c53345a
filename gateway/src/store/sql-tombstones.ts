import type { Tombstones } from '../pipeline/tombstones.ts';
import { addTombstones } from './add-tombstones.ts';
import { blankWaiting } from './blank-waiting.ts';
import type { StoreAccess } from './store-access.ts';

/** Tombstones in a database. */
export function createSqlTombstones(access: StoreAccess): Tombstones {
  return {
    among: async (keys) => {
      if (keys.length === 0) return new Set();
      const rows = await access.read((db) => db.selectFrom('tombstone').select('key').where('key', 'in', keys).execute());
      return new Set(rows.map((row) => row.key));
    },
    add: (keys, reason) =>
      access.write(async (trx) => {
        await blankWaiting(trx, { taskKeys: keys }, access);
        await addTombstones(trx, { keys, reason }, access.now);
      }),
  };
}
