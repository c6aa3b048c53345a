import { beforeEach, describe, expect, it } from '@jest/globals';
import { createOrg, type Org } from '../org.ts';
import { loadDemo } from '../demo/load-demo.ts';
import type { Database } from './database.ts';

let org: Org;
let database: Database;
let ben: string;

beforeEach(() => {
  org = createOrg({ clock: { now: () => Date.UTC(2026, 0, 15, 12, 30, 15, 999) } });
  ({ database } = org);
  loadDemo(org);
  ben = String(database.findBy('User', 'Username', ['ben@northwind.example'])[0]?.['Id']);
});

const mara = () => database.findBy('Contact', 'Name', ['Mara Quist'])[0];

describe('an insert', () => {
  it('sets what the platform sets', () => {
    const { id } = database.insert('Contact', { firstname: '  Iris ', LASTNAME: 'Vo', Title: '' }, { userId: ben });
    expect(database.get('Contact', (id ?? '').slice(0, 15))).toMatchObject({
      Name: 'Iris Vo',
      FirstName: 'Iris',
      Title: null,
      OwnerId: ben,
      CreatedById: ben,
      CreatedDate: '2026-01-15T12:30:15.000+0000',
      IsDeleted: false,
    });
  });

  it('derives a task’s account, status and closing', () => {
    const contact = mara();
    const { id } = database.insert('Task', { Subject: 'SMS', WhoId: contact?.['Id'] });
    expect(database.get('Task', id ?? '')).toMatchObject({
      Status: 'Not Started',
      IsClosed: false,
      AccountId: contact?.['AccountId'],
      Priority: 'Normal',
    });
    database.update('Task', { Id: id, Status: 'Completed' });
    expect(database.get('Task', id ?? '')).toMatchObject({ IsClosed: true, CompletedDateTime: '2026-01-15T12:30:15.000+0000' });
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['Contact', { FirstName: 'x' }, 'REQUIRED_FIELD_MISSING', /^Required fields are missing: \[LastName\]$/],
    ['Contact', { LastName: 'x', Foo__c: 1 }, 'INVALID_FIELD', /^No such column 'Foo__c' on sobject of type Contact$/],
    ['Contact', { LastName: 'x'.repeat(81) }, 'STRING_TOO_LONG', /^Last Name: data value too large: x+ \(max length=80\)$/],
    ['Contact', { LastName: 'x', Name: 'x' }, 'INVALID_FIELD_FOR_INSERT_UPDATE', /^Unable to create\/update fields: Name\./],
    ['Contact', { LastName: 5 }, 'JSON_PARSER_ERROR', /^Cannot deserialize instance of string from VALUE_NUMBER_INT value 5/],
    ['Contact', { LastName: 'x', DoNotCall: 'maybe' }, 'JSON_PARSER_ERROR', /boolean from VALUE_STRING value maybe/],
    ['Contact', { LastName: 'x', Birthdate: '2026-02-30' }, 'JSON_PARSER_ERROR', /date from VALUE_STRING value 2026-02-30/],
    ['Contact', { LastName: 'x', Email: 'nobody' }, 'INVALID_EMAIL_ADDRESS', /invalid email address: nobody/],
    ['Contact', { LastName: 'x', AccountId: '003000000000001' }, 'MALFORMED_ID', /id value of incorrect type/],
    ['Contact', { LastName: 'x', AccountId: '001000000000001' }, 'INVALID_CROSS_REFERENCE_KEY', /invalid cross reference id/],
    ['Task', { TaskSubtype: 'Fax' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /bad value for restricted picklist field: Fax/],
    ['Task', { Frontline_Index__c: 1e18 }, 'NUMBER_OUTSIDE_VALID_RANGE', /outside of valid range/],
    ['TaskStatus', { MasterLabel: 'x' }, 'INVALID_TYPE_FOR_OPERATION', /does not support create/],
  ])('into %s refuses %j', (objectName, fields, statusCode, message) => {
    expect(database.insert(objectName, fields)).toMatchObject({
      success: false,
      id: null,
      errors: [{ statusCode, message: expect.stringMatching(message) }],
    });
  });

  it('refuses an inactive owner by name', () => {
    database.update('User', { Id: ben, IsActive: false });
    const [error] = database.insert('Task', { OwnerId: ben }).errors;
    expect(error).toMatchObject({
      statusCode: 'INACTIVE_OWNER_OR_USER',
      message: `operation performed with inactive user [${ben.slice(0, 15)}] as owner of task`,
    });
  });

  it('keeps a unique text unique until its holder is deleted; case counts where the field says so', () => {
    const first = database.insert('Task', { Frontline_Key__c: 'IM1' });
    const duplicate = `duplicate value found: Frontline_Key__c duplicates value on record with id: ${(first.id ?? '').slice(0, 15)}`;
    expect(database.insert('Task', { Frontline_Key__c: 'IM1' }).errors).toMatchObject([
      { statusCode: 'DUPLICATE_VALUE', message: duplicate },
    ]);
    expect(database.insert('Task', { Frontline_Key__c: 'im1' }).success).toBe(true);
    database.delete('Task', first.id ?? '');
    expect(database.insert('Task', { Frontline_Key__c: 'IM1' }).success).toBe(true);
    expect(database.update('User', { Id: ben, Username: 'ANA@northwind.example' }).errors).toMatchObject([
      { statusCode: 'DUPLICATE_VALUE' },
    ]);
  });
});

describe('an upsert', () => {
  it('adds, then changes, by external id', () => {
    const added = database.upsert('Task', 'frontline_key__c', { Frontline_Key__c: 'IM1', Subject: 'a' });
    const changed = database.upsert('Task', 'Frontline_Key__c', { Frontline_Key__c: 'IM1', Subject: 'b' });
    expect([added.created, changed.created, changed.id]).toEqual([true, false, added.id]);
    expect(database.rows('Task')).toEqual([expect.objectContaining({ Subject: 'b' })]);
  });

  it('does not choose among several', () => {
    for (const LastName of ['One', 'Two']) database.insert('Contact', { LastName, Email: 'same@customer.example' });
    expect(database.upsert('Contact', 'Email', { Email: 'same@customer.example', LastName: 'x' }).errors).toMatchObject([
      { statusCode: 'DUPLICATE_EXTERNAL_ID' },
    ]);
  });

  it('wants a field that is an external id', () => {
    expect(database.upsert('Task', 'Subject', { Subject: 'x' }).errors).toMatchObject([{ statusCode: 'NOT_FOUND' }]);
  });
});

describe('a delete', () => {
  it('keeps the row, takes a contact’s tasks along and refuses later writes', () => {
    const id = String(mara()?.['Id']);
    database.insert('Task', { WhoId: id });
    expect(database.delete('Contact', id).success).toBe(true);
    expect(database.rows('Task')).toEqual([]);
    expect(database.allRows('Task')).toEqual([expect.objectContaining({ IsDeleted: true })]);
    expect(database.update('Contact', { Id: id, Title: 'x' }).errors).toMatchObject([{ statusCode: 'ENTITY_IS_DELETED' }]);
    expect(database.insert('Task', { WhoId: id }).errors).toMatchObject([{ statusCode: 'ENTITY_IS_DELETED' }]);
  });
});

describe('a transaction', () => {
  it('undoes every write, inner kept ones too, and the indexes with them', () => {
    const before = mara()?.['Title'];
    database.transaction(() => {
      database.transaction(() => database.update('Contact', { Id: mara()?.['Id'], Title: 'changed' }).success);
      database.insert('Contact', { LastName: 'Phantom' });
      return false;
    });
    expect(mara()?.['Title']).toBe(before);
    expect(database.findBy('Contact', 'Name', ['Phantom'])).toEqual([]);
  });
});
