import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Database, SaveResult } from '../database/database.ts';
import { RetryableError } from '../events/retryable-error.ts';
import { createOrg } from '../org.ts';
import { activityEvent } from './activity-event.ts';
import { TaskDraft } from './task-draft.ts';
import { writeTasks } from './write-tasks.ts';

const locked: SaveResult = {
  id: null,
  success: false,
  errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access to this record', fields: [] }],
};

describe('writeTasks', () => {
  let failed: string[];
  let database: Database;
  const draft = new TaskDraft('IM1', undefined);
  draft.put('Subject', 'Hello');
  draft.events.push(activityEvent.parse({ ReplayId: '1', CreatedDate: '2026-03-01T00:00:00.000+0000', Key__c: 'IM1' }));

  beforeEach(() => {
    failed = [];
    database = { ...createOrg().database, upsert: () => locked };
  });

  const failures = { add: (_event: object, reason: string) => void failed.push(reason), save: () => undefined };

  it.each([0, 3])('asks for the batch again while a row is locked, after %i retries', (retries) => {
    expect(() => writeTasks({ database, failures, retries })([draft])).toThrow(RetryableError);
    expect(failed).toEqual([]);
  });

  it('gives up after four retries, so that the trigger never stops', () => {
    writeTasks({ database, failures, retries: 4 })([draft]);
    expect(failed).toEqual(['UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record']);
  });

  it('leaves a Task alone on which nothing changes', () => {
    writeTasks({ database, failures, retries: 0 })([new TaskDraft('IM2', { Id: '00T5i000000001' })]);
    expect(failed).toEqual([]);
  });
});
