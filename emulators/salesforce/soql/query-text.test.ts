import { beforeAll, describe, expect, it } from '@jest/globals';
import { createOrg, type Org } from '../org.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { queryText } from './query-text.ts';

let org: Org;
let run: ReturnType<typeof queryText>;
const ids: Record<string, string> = {};

const insert = (objectName: string, fields: Record<string, unknown>): string => {
  const { id, errors } = org.database.insert(objectName, fields);
  if (id === null) throw new Error(JSON.stringify(errors));
  return id;
};

beforeAll(() => {
  org = createOrg({ clock: { now: () => Date.UTC(2026, 0, 15, 12) } });
  run = queryText(org);
  loadDemo(org);
  for (const { Id } of org.database.rows('Contact')) org.database.delete('Contact', String(Id));
  const [ana] = org.database.findBy('User', 'Username', ['ana@northwind.example']);
  const account = insert('Account', { Name: 'Zed 100%' });
  const people: [string, Record<string, unknown>][] = [
    ['alice', { LastName: 'alice', Title: null, OwnerId: ana?.['Id'], AccountId: account, Birthdate: '2026-01-15' }],
    ['bob', { LastName: 'Bob', Title: 'Buyer', DoNotCall: true, Birthdate: '2026-01-14' }],
    ['carol', { LastName: 'carol', Title: 'buyer', AccountId: account, Birthdate: '2025-12-31' }],
    ['eric', { LastName: 'Éric', Title: "O'Neil \\ Co" }],
    ['gone', { LastName: 'Gone' }],
  ];
  for (const [key, fields] of people) ids[key] = insert('Contact', fields);
  org.database.delete('Contact', ids['gone'] ?? '');
  insert('Task', { Subject: 'call', WhoId: ids['alice'], Status: 'Completed' });
});

const names = (rest: string) => run(`SELECT LastName FROM Contact ${rest}`).records.map(({ fields }) => fields['LastName']);

describe('WHERE', () => {
  it.each([
    ["Name = 'ALICE'", ['alice']],
    ["Title = 'BUYER'", ['Bob', 'carol']],
    ["Title != 'buyer'", ['alice', 'Éric']],
    ["Title IN ('buyer', 'x')", ['Bob', 'carol']],
    ["Title NOT IN ('buyer')", ['alice', 'Éric']],
    ['Title = null', ['alice']],
    ["Title = ''", ['alice']],
    ["Title = 'O\\'Neil \\\\ Co'", ['Éric']],
    ["Title LIKE 'b_ye%'", ['Bob', 'carol']],
    ["NOT (Title LIKE 'b%')", ['alice', 'Éric']],
    ["Account.Name LIKE '%100\\%'", ['alice', 'carol']],
    ["Account.Name LIKE 'Zed\\_%'", []],
    ["Account.Name = null AND Name < 'C'", ['Bob']],
    ["Name > 'B' AND Name <= 'bob'", ['Bob']],
    ["Name > 'z'", ['Éric']],
    ['DoNotCall = true', ['Bob']],
    ["Owner.Username = 'ANA@northwind.example'", ['alice']],
    ['Birthdate = TODAY', ['alice']],
    ['Birthdate = LAST_N_DAYS:1', ['alice', 'Bob']],
    ['Birthdate < 2026-01-01', ['carol']],
    ['CreatedDate >= 2026-01-15T13:00:00+01:00 AND Birthdate = THIS_MONTH', ['alice', 'Bob']],
    ["Id IN (SELECT WhoId FROM Task WHERE Subject = 'CALL')", ['alice']],
    ["(Name = 'bob' OR Name = 'carol') AND Title = 'buyer'", ['Bob', 'carol']],
  ])('%s', (where, expected) => {
    expect(names(`WHERE ${where}`)).toEqual(expected);
  });

  it('compares ids of 15 and 18 characters', () => {
    expect(names(`WHERE Id = '${ids['bob']?.slice(0, 15) ?? ''}'`)).toEqual(['Bob']);
  });
});

describe('order and paging', () => {
  it.each([
    ['ORDER BY Name', ['alice', 'Bob', 'carol', 'Éric']],
    ['ORDER BY Title', ['alice', 'Bob', 'carol', 'Éric']],
    ['ORDER BY Title NULLS LAST, Name DESC', ['carol', 'Bob', 'Éric', 'alice']],
    ['ORDER BY Title DESC', ['alice', 'Éric', 'Bob', 'carol']],
    ['ORDER BY Account.Name, Name DESC', ['Éric', 'Bob', 'carol', 'alice']],
    ['ORDER BY Name LIMIT 2 OFFSET 1', ['Bob', 'carol']],
    ['ORDER BY Name LIMIT 0', []],
    ["WHERE Name = 'gone' ALL ROWS", ['Gone']],
    ["WHERE Name = 'gone'", []],
  ])('%s', (rest, expected) => {
    expect(names(rest)).toEqual(expected);
  });
});

describe('SELECT', () => {
  it('nests parents under their relationship and knows what a polymorphic one is', () => {
    const [task] = run('SELECT Who.Name, Who.Type, Who.Username, Owner.Name FROM Task').records;
    expect(task?.fields['Who']).toEqual({
      attributes: { type: 'Name', id: ids['alice'] },
      fields: { Name: 'alice', Type: 'Contact', Username: null },
    });
  });

  it('gives children to each parent, and null where there are none', () => {
    const { records } = run(
      "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1) FROM Account WHERE Name IN ('Zed 100%', 'Acme Tools') ORDER BY Name",
    );
    expect(records.map(({ fields }) => fields['Contacts'])).toEqual([
      null,
      { totalSize: 1, records: [expect.objectContaining({ fields: { LastName: 'carol' } })] },
    ]);
  });

  it('counts and groups', () => {
    expect(run('SELECT COUNT() FROM Contact')).toEqual({ totalSize: 4, records: [] });
    const groups = run('SELECT AccountId, COUNT(Id) total, MIN(Name) FROM Contact GROUP BY AccountId').records.map(({ fields }) => fields);
    expect(groups).toEqual([
      { AccountId: expect.stringMatching(/^001/), total: 2, expr0: 'alice' },
      { AccountId: null, total: 2, expr0: 'Bob' },
    ]);
  });

  it('understands an alias of the object', () => {
    expect(run("SELECT c.LastName FROM Contact c WHERE c.Name = 'bob'").totalSize).toBe(1);
  });
});

describe('errors', () => {
  it.each([
    [
      'SELECT Nmae FROM Contact',
      'INVALID_FIELD',
      /\^\nERROR at Row:1:Column:8\nNo such column 'Nmae' on entity 'Contact'\. If you are attempting to use a custom field, be sure to append the '__c'/,
    ],
    ["SELECT Id FROM Contact WHERE Owner.Foo = 'x'", 'INVALID_FIELD', /No such column 'Foo' on entity 'User'/],
    ['SELECT Boss.Name FROM Contact', 'INVALID_FIELD', /Didn't understand relationship 'Boss' in field path/],
    ['SELECT Id FROM Contcat', 'INVALID_TYPE', /sObject type 'Contcat' is not supported/],
    ['SELECT Id FROM Frontline_Activity__e', 'INVALID_TYPE', /not supported/],
    ['SELECT Id, FROM Contact', 'MALFORMED_QUERY', /unexpected token/],
    ["SELECT Id FROM Contact WHERE Name = 'x", 'MALFORMED_QUERY', /unexpected/],
    ["SELECT Id FROM Contact WHERE Name = 'O'Brien'", 'MALFORMED_QUERY', /unexpected token: 'Brien'/],
    ["SELECT Id FROM Contact WHERE Name = 'a' AND Title = 'b' OR Title = 'c'", 'MALFORMED_QUERY', /unexpected token: 'OR'/],
    ['SELECT Id FROM Contact WHERE Name = 5', 'INVALID_FIELD', /must be of type string and should be enclosed in quotes/],
    ["SELECT Id FROM Contact WHERE DoNotCall = 'true'", 'INVALID_FIELD', /must be of type boolean and should not be enclosed in quotes/],
    ["SELECT Id FROM Contact WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid ID field: abc/],
    ["SELECT Id FROM Contact WHERE OwnerId LIKE '005%'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator on id field/],
    ["SELECT Id FROM Contact WHERE Description = 'x'", 'INVALID_FIELD', /'Description' can not be filtered/],
    ['SELECT Id FROM Contact ORDER BY Description', 'INVALID_FIELD', /'Description' can not be sorted/],
    ['SELECT Id, Id FROM Contact', 'INVALID_FIELD', /duplicate field selected: Id/],
    ['SELECT Id FROM Contact ORDER BY Id OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', /Maximum SOQL offset allowed is 2000/],
    ['SELECT Id FROM Contact WHERE Name = :name', 'MALFORMED_QUERY', /Bind variables only allowed in Apex code/],
    ['SELECT Id FROM Contact WHERE Name IN (SELECT Name FROM Account)', 'MALFORMED_QUERY', /exactly one field, an ID or a reference/],
    ['SELECT Name, COUNT(Id) FROM Contact', 'MALFORMED_QUERY', /must be grouped or aggregated: Name/],
    [`SELECT Id FROM Contact WHERE Name = '${'x'.repeat(100_000)}'`, 'MALFORMED_QUERY', /100000 characters/],
  ])('%.60s', (text, errorCode, message) => {
    expect(() => run(text)).toThrow(expect.objectContaining({ errorCode, message: expect.stringMatching(message) }));
  });
});

describe('bind expressions', () => {
  it('takes values from the resolver it is given', () => {
    const bound = queryText({ ...org, bind: (expression) => (expression.getText() === 'names' ? ['bob', 'carol'] : 1) });
    expect(bound('SELECT LastName FROM Contact WHERE Name IN :names ORDER BY Name LIMIT :max').records).toHaveLength(1);
  });
});
