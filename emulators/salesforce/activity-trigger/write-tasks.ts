import type { Database } from '../database/database.ts';
import { RetryableError } from '../events/retryable-error.ts';
import type { ActivityFailures } from './activity-failures.ts';
import { MAX_RETRIES } from './record-batch.ts';
import type { TaskDraft } from './task-draft.ts';

export type WriteDeps = { readonly database: Database; readonly failures: ActivityFailures; readonly retries: number };

/** Upserts the drafts by key; a refused one becomes failures and stops no other. Throws RetryableError while a row is locked. */
export const writeTasks =
  ({ database, failures, retries }: WriteDeps) =>
  (drafts: Iterable<TaskDraft>): void => {
    for (const draft of drafts) {
      if (!draft.hasChanges) continue;
      const result = database.upsert('Task', 'Frontline_Key__c', draft.toUpsert());
      if (result.success) continue;
      const locked = result.errors.find((error) => error.statusCode === 'UNABLE_TO_LOCK_ROW');
      if (locked && retries < MAX_RETRIES) throw new RetryableError(locked.message);
      const reason = result.errors.map((error) => `${error.statusCode}: ${error.message}`).join('\n');
      for (const event of draft.events) failures.add(event, reason);
    }
  };
