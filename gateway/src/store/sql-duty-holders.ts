import type { DutyHolders } from '../operations/duty-holders.ts';
import type { StoreAccess } from './store-access.ts';

/** Who holds the duties that are in a database. */
export function createSqlDutyHolders({ read, now, owner: ourselves }: Pick<StoreAccess, 'read' | 'now' | 'owner'>): DutyHolders {
  return {
    holders: async () => {
      const rows = await read((db) =>
        db.selectFrom('duty').select(['duty', 'owner', 'lease_until']).where('lease_until', '>', now()).orderBy('duty').execute(),
      );
      return rows.flatMap(({ duty, owner, lease_until: until }) =>
        owner === null ? [] : [{ duty, owner, isThisGateway: owner === ourselves, until: new Date(until) }],
      );
    },
  };
}
