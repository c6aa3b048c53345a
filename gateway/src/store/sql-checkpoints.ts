import type { Checkpoints } from '../pipeline/checkpoints.ts';
import type { StoreAccess } from './store-access.ts';

/** Checkpoints in a database. */
export function createSqlCheckpoints({ read, write }: Pick<StoreAccess, 'read' | 'write'>): Checkpoints {
  return {
    read: async (name) => {
      const row = await read((db) => db.selectFrom('checkpoint').select('value').where('name', '=', name).executeTakeFirst());
      return row?.value;
    },
    write: (name, value) =>
      write(async (trx) => {
        await trx
          .insertInto('checkpoint')
          .values({ name, value })
          .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
          .execute();
      }),
  };
}
