import { beforeEach, describe, expect, it } from '@jest/globals';
import { createOrg, type Org } from '../org.ts';

const consent = {
  Key__c: 'sms',
  Channel__c: 'sms',
  Address__c: '+14155550111',
  Business_Number__c: '+14155550100',
  Status__c: 'opted-in',
  Changed_At__c: '2026-01-01T00:00:00.000+0000',
};

describe('an org’s rules', () => {
  let org: Org;
  beforeEach(() => {
    org = createOrg();
  });

  it('are those of the package to begin with', () => {
    expect(org.database.insert('Frontline_Consent__c', consent)).toMatchObject({ success: true });
    expect(org.database.insert('Frontline_Consent__c', { ...consent, Key__c: 'other', Address__c: '0415 555' }).errors).toEqual([
      {
        statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message: expect.stringMatching(/^Write the address in E\.164/),
        fields: ['Address__c'],
      },
    ]);
  });

  it('go by the org’s time', () => {
    const now = Date.UTC(2026, 0, 1);
    const { database } = createOrg({ clock: { now: () => now } });
    const at = (minutes: number) => ({
      ...consent,
      Key__c: String(minutes),
      Changed_At__c: new Date(now + minutes * 60_000).toISOString(),
    });
    expect(database.insert('Frontline_Consent__c', at(5)).success).toBe(true);
    expect(database.insert('Frontline_Consent__c', at(6)).errors).toMatchObject([{ fields: ['Changed_At__c'] }]);
  });

  it('refuse what an admin does not want, until the rule is taken away', () => {
    const remove = org.rules.addValidationRule('Task', {
      name: 'No_Empty_Task',
      isBroken: (row) => (row['Description'] ?? null) === null,
      message: 'Say what it is about.',
    });
    expect(org.database.insert('Task', { Subject: 'x' }).errors).toMatchObject([{ message: 'Say what it is about.', fields: [] }]);
    remove();
    expect(org.database.insert('Task', { Subject: 'x' }).success).toBe(true);
  });

  it('block a duplicate, and let the record itself be saved again', () => {
    org.rules.addDuplicateRule('Contact', { name: 'Same_Phone', fields: ['Phone'] });
    const first = org.database.insert('Contact', { LastName: 'Quist', Phone: '1' });
    expect(org.database.insert('Contact', { LastName: 'Quist', Phone: '1' }).errors).toMatchObject([{ statusCode: 'DUPLICATES_DETECTED' }]);
    expect(org.database.insert('Contact', { LastName: 'Quist' }).success).toBe(true);
    expect(org.database.update('Contact', { Id: first.id, Title: 'x' }).success).toBe(true);
  });
});
