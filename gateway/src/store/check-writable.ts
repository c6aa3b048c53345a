import type { StoreAccess } from './store-access.ts';

/** As much as an accepted webhook may need on disk: a probe that fits into a page in use would pass on a full disk. */
const PROBE_BYTES = 16_384;

/** Writes something and takes it back, durably. Rejects with `store_unavailable` when a webhook could not be stored now. */
export function checkWritable({ write }: Pick<StoreAccess, 'write'>) {
  return (): Promise<void> =>
    write(async (trx) => {
      await trx
        .insertInto('meta')
        .values({ key: 'probe', value: '.'.repeat(PROBE_BYTES) })
        .execute();
      await trx.deleteFrom('meta').where('key', '=', 'probe').execute();
    });
}
