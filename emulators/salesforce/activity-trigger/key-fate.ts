import type { Database } from '../database/database.ts';

/** What became of a key: a Task, one that was deleted, one that was erased; undefined when nothing is known of it. */
export type KeyFate = 'task' | 'deleted' | 'erased' | undefined;

/**
 * Looks at Tasks, deleted and archived ones included, and at tombstones. The real org writes a tombstone whenever a Task is deleted, because
 * its recycle bin is emptied in the end; nothing empties this one, so a deleted Task is remembered by itself.
 */
export const keyFate =
  (database: Database) =>
  (key: string): KeyFate => {
    const [tombstone] = database.findBy('Frontline_Tombstone__c', 'Key__c', [key]).filter((row) => row['IsDeleted'] !== true);
    if (tombstone?.['Reason__c'] === 'Erased') return 'erased';
    const tasks = database.findBy('Task', 'Frontline_Key__c', [key]).filter((row) => row['Frontline_Key__c'] === key);
    if (tasks.some((row) => row['IsDeleted'] !== true)) return 'task';
    return tasks.length > 0 || tombstone ? 'deleted' : undefined;
  };
