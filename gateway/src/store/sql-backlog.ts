import type { Backlog } from '../pipeline/backlog.ts';
import type { Engine } from './engine.ts';
import { oldestAge } from './oldest-age.ts';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';

/** How the queues stand. The numbers are kept by the engine, the ages are the first entries of indices. */
export function createSqlBacklog({ read, now, tally }: Pick<StoreAccess, 'read' | 'now'> & Pick<Engine, 'tally'>): Backlog {
  return {
    counts: async () => {
      const [{ inbox, outbox }, ageOfInbox, ageOfOutbox] = await Promise.all([
        tally(),
        read((db) => oldestAge(db.selectFrom('inbox').where('state', '=', READY), 'created_at', now)),
        read((db) => oldestAge(db.selectFrom('outbox').where('state', '=', READY), 'created_at', now)),
      ]);
      return {
        inbox: { ...inbox, oldestAgeMs: ageOfInbox },
        outbox: { ready: outbox.ready, dead: outbox.dead, oldestAgeMs: ageOfOutbox },
      };
    },
  };
}
