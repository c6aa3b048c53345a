import type { Engine } from './engine.ts';
import type { StoreAccess } from './store-access.ts';

/** Reads outside of any write's transaction, with the driver's errors put into ours. */
export function readsOf({ db, failure }: Pick<Engine, 'db' | 'failure'>): StoreAccess['read'] {
  return async (query) => {
    try {
      return await query(db);
    } catch (error) {
      throw failure(error);
    }
  };
}
