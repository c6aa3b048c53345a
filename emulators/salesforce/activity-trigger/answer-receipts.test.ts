import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Fields } from '../database/database.ts';
import { createOrg, type Org } from '../org.ts';
import { answerReceipts } from './answer-receipts.ts';

describe('answerReceipts', () => {
  let org: Org;
  const insert = (objectName: string, fields: Fields): string => {
    const { id, errors } = org.database.insert(objectName, fields);
    if (id === null) throw new Error(JSON.stringify(errors));
    return id;
  };
  const ask = (body: unknown) => answerReceipts(org.database)(body);

  beforeEach(() => {
    org = createOrg();
  });

  it('answers one word for each key', () => {
    for (const name of ['IM_task', 'IM_deleted', 'IM_erased']) insert('Task', { Subject: 'SMS', Frontline_Key__c: name });
    const deleted = org.database.rows('Task').find((row) => row['Frontline_Key__c'] === 'IM_deleted');
    org.database.delete('Task', String(deleted?.['Id']));
    insert('Frontline_Tombstone__c', { Key__c: 'IM_erased', Reason__c: 'Erased' });
    insert('Frontline_Tombstone__c', { Key__c: 'IM_expired', Reason__c: 'Expired' });
    for (const name of ['IM_task', 'IM_deleted', 'IM_failed']) insert('Frontline_Failure__c', { Event_Key__c: name, Status__c: 'Open' });
    insert('Frontline_Failure__c', { Event_Key__c: 'IM_replayed', Status__c: 'Replayed' });
    const expected = {
      IM_task: 'task',
      IM_deleted: 'deleted',
      IM_expired: 'deleted',
      IM_erased: 'erased',
      IM_failed: 'failed',
      IM_replayed: 'unknown',
      im_TASK: 'unknown',
      IM_nobody: 'unknown',
    };
    expect(ask({ keys: Object.keys(expected) })).toEqual({ status: 200, body: { receipts: expected } });
  });

  it.each([
    ['nothing', undefined, 'list "keys"'],
    ['no list', { keys: 'IM1' }, 'list "keys"'],
    ['a number', { keys: [1] }, 'Each key'],
    ['a blank key', { keys: [' '] }, 'Each key'],
    ['a key that no field can hold', { keys: ['I'.repeat(101)] }, 'Each key'],
    ['too many', { keys: Array.from({ length: 201 }, (_, index) => `IM${index}`) }, 'At most 200 keys in a call; these are 201.'],
  ])('refuses %s', (_what, body, message) => {
    expect(ask(body)).toEqual({ status: 400, body: [{ errorCode: 'INVALID_INPUT', message: expect.stringContaining(message) }] });
  });
});
