import type { WaitingReceipts } from '../operations/waiting-receipts.ts';
import type { Engine } from './engine.ts';
import { oldestAge } from './oldest-age.ts';
import { PUBLISHED } from './published.ts';
import type { StoreAccess } from './store-access.ts';

/** Activities in a database that wait for their receipt. */
export function createSqlWaitingReceipts({ read, now, tally }: Pick<StoreAccess, 'read' | 'now'> & Pick<Engine, 'tally'>): WaitingReceipts {
  return {
    count: async () => {
      const [{ outbox }, oldestAgeMs] = await Promise.all([
        tally(),
        read((db) => oldestAge(db.selectFrom('outbox').where('state', '=', PUBLISHED), 'published_at', now)),
      ]);
      return { waiting: outbox.published, oldestAgeMs };
    },
  };
}
