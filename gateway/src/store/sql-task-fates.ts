import type { TaskFate, TaskFates } from '../media/task-fates.ts';
import type { StoreAccess } from './store-access.ts';

/** What became of messages, in a database: a tombstone counts for more than what was published. */
export function createSqlTaskFates({ read }: Pick<StoreAccess, 'read'>): TaskFates {
  return {
    of: async (messageSid) => {
      const buried = await read((db) => db.selectFrom('tombstone').select('reason').where('key', '=', messageSid).executeTakeFirst());
      if (buried) return buried.reason;
      const row = await read((db) =>
        db.selectFrom('outbox').select(['state', 'fate']).where('dedupe_key', '=', `message:${messageSid}`).executeTakeFirst(),
      );
      if (row) return fateOf(row);
      // Its activity is written when its webhook has been worked, and its files may be quicker.
      const entry = await read((db) =>
        db.selectFrom('inbox').select('state').where('key', '=', `onMessageAdded:${messageSid}`).executeTakeFirst(),
      );
      if (entry?.state === 'ready') return 'waiting';
      return entry?.state === 'dead' ? 'dead' : 'unknown';
    },
  };
}

function fateOf({ state, fate }: { readonly state: 'ready' | 'published' | 'done' | 'dead'; readonly fate: TaskFate | null }): TaskFate {
  if (state === 'dead') return 'dead';
  if (state !== 'done') return 'waiting';
  // A row of the first version is done without a word of Salesforce.
  return fate ?? 'unknown';
}
