import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Fields } from '../../salesforce/database/database.ts';
import { createOrg, type Org } from '../../salesforce/org.ts';
import { automatedProcessUserId } from '../../salesforce/automated-process-user.ts';
import { installApex } from './install-apex.ts';

const MESSAGE = { Subject: 'SMS', Frontline_Occurred_At__c: '2026-01-01T12:00:00.000+0000' };

describe('the receipts of the package, over Apex REST', () => {
  let org: Org;
  const insert = (objectName: string, fields: Fields): string => {
    const { id, errors } = org.database.insert(objectName, fields);
    if (id === null) throw new Error(JSON.stringify(errors));
    return id;
  };
  const ask = async (body: unknown) => {
    const call = { method: 'POST', path: '/frontline/receipts', headers: {}, userId: automatedProcessUserId };
    const answer = await installApex(org)?.rest({ ...call, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) });
    return { status: answer?.status, body: JSON.parse(String(answer?.body)) as unknown };
  };

  beforeEach(() => {
    org = createOrg();
  });

  it('answers one word for each key', async () => {
    for (const name of ['IM_task', 'IM_deleted', 'IM_erased']) insert('Task', { ...MESSAGE, Frontline_Key__c: name });
    const deleted = org.database.rows('Task').find((row) => row['Frontline_Key__c'] === 'IM_deleted');
    org.database.delete('Task', String(deleted?.['Id']));
    insert('Frontline_Tombstone__c', { Key__c: 'IM_erased', Reason__c: 'Erased' });
    insert('Frontline_Tombstone__c', { Key__c: 'IM_expired', Reason__c: 'Expired' });
    for (const name of ['IM_task', 'IM_deleted', 'IM_failed'])
      insert('Frontline_Failure__c', { Event_Key__c: name, Kind__c: 'status', Status__c: 'Open' });
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
    const nothing = { deliveryStatus: null, editedAt: null, deletedAt: null, failedKinds: [] };
    const failed = { ...nothing, failedKinds: ['status'] };
    const traces = { IM_task: failed, IM_deleted: failed, IM_failed: failed, IM_erased: nothing };
    expect(await ask({ keys: Object.keys(expected) })).toEqual({ status: 200, body: { receipts: expected, traces } });
  });

  it.each([
    ['nothing', undefined, 'must be JSON'],
    ['no list', { keys: 'IM1' }, 'list "keys"'],
    ['a number', { keys: [1] }, 'Each key'],
    ['a blank key', { keys: [' '] }, 'Each key'],
    ['a key that no field can hold', { keys: ['I'.repeat(101)] }, 'Each key'],
    ['too many', { keys: Array.from({ length: 201 }, (_, index) => `IM${index}`) }, 'At most 200 keys in a call; these are 201.'],
  ])('refuses %s', async (_what, body, message) => {
    expect(await ask(body)).toEqual({ status: 400, body: [{ errorCode: 'INVALID_INPUT', message: expect.stringContaining(message) }] });
  });
});
