import type { Kysely, UpdateObject } from 'kysely';
import type { Duties, DutyClaim } from '../pipeline/duties.ts';
import { inMs } from './in-ms.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** Duties in a database: a row with an owner, a fence and a lease by the database's clock, changed by one statement. */
export function createSqlDuties({ write, now, owner }: Pick<StoreAccess, 'write' | 'now' | 'owner'>): Duties {
  return {
    take: (duty, leaseMs) =>
      write(async (trx) => {
        const row = await trx
          .insertInto('duty')
          .values({ duty, owner, fence: 1, lease_until: inMs(now(), leaseMs) })
          .onConflict((oc) =>
            oc
              .column('duty')
              .doUpdateSet((eb) => ({
                owner,
                lease_until: eb.ref('excluded.lease_until'),
                fence: eb
                  .case()
                  .when('duty.owner', '=', owner)
                  .then(eb.ref('duty.fence'))
                  .else(eb('duty.fence', '+', 1))
                  .end(),
              }))
              .where((eb) => eb.or([eb('duty.owner', 'is', null), eb('duty.owner', '=', owner), eb('duty.lease_until', '<=', now())])),
          )
          .returning('fence')
          .executeTakeFirst();
        return row && { duty, owner, fence: row.fence };
      }),
    renew: (claim, leaseMs) => write(async (trx) => ((await change(trx, claim, { lease_until: inMs(now(), leaseMs) })) ? 'kept' : 'lost')),
    release: (claim) =>
      write(async (trx) => {
        await change(trx, claim, { owner: null, lease_until: 0 });
      }),
  };
}

/** False when the duty has passed to another gateway. */
async function change(trx: Kysely<Tables>, { duty, owner, fence }: DutyClaim, values: UpdateObject<Tables, 'duty'>): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('duty')
    .set(values)
    .where('duty', '=', duty)
    .where('owner', '=', owner)
    .where('fence', '=', fence)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
