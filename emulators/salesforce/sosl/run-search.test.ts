import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createOrg, type Org } from '../org.ts';
import { runSearch } from './run-search.ts';

let org: Org;
let time = 0;

beforeAll(() => {
  org = createOrg({ clock: { now: () => time }, searchIndexDelayMs: 60_000 });
  const people = [
    { FirstName: 'Zoë', LastName: "O'Brien", MobilePhone: '(415) 555-0132', Title: 'Chief Baker' },
    { FirstName: 'Anne-Marie', LastName: 'Smith-Jones', Phone: '020 7946 0018', Email: 'am@baker.example' },
    { FirstName: 'Ann', LastName: 'Baker', Phone: '415.555.0140' },
    { FirstName: 'Al', LastName: 'Müller [old] {x}' },
  ];
  for (const person of people) org.database.insert('Contact', person);
  org.database.insert('Account', { Name: 'Baker & Co' });
  org.search.refresh();
});

const found = (text: string) => runSearch(org)(text).map(({ fields }) => fields['Name'] ?? fields['Id']);
const find = (term: string, group = 'NAME') => found(`FIND {${term}} IN ${group} FIELDS RETURNING Contact(Id, Name)`);

describe('FIND', () => {
  it.each([
    ['zoe', 'NAME', ["Zoë O'Brien"]],
    ["o\\'brien", 'NAME', ["Zoë O'Brien"]],
    ['ZO*', 'NAME', ["Zoë O'Brien"]],
    ['ann*', 'NAME', ['Anne-Marie Smith-Jones', 'Ann Baker']],
    ['ann', 'NAME', ['Ann Baker']],
    ['an?', 'NAME', ['Ann Baker']],
    ['ann* jones', 'NAME', ['Anne-Marie Smith-Jones']],
    ['zoe baker', 'NAME', []],
    ['zoe OR baker', 'NAME', ["Zoë O'Brien", 'Ann Baker']],
    ['ann* AND NOT baker', 'NAME', ['Anne-Marie Smith-Jones']],
    ['"smith jones"', 'NAME', ['Anne-Marie Smith-Jones']],
    ['"jones smith"', 'NAME', []],
    ['smith\\-jon*', 'NAME', ['Anne-Marie Smith-Jones']],
    ['(zoe OR al) muller', 'NAME', ['Al Müller [old] {x}']],
    ['\\[old\\] \\{x\\}', 'NAME', ['Al Müller [old] {x}']],
    ['baker', 'ALL', ["Zoë O'Brien", 'Anne-Marie Smith-Jones', 'Ann Baker']],
    ['baker', 'EMAIL', ['Anne-Marie Smith-Jones']],
    ['4155550132', 'PHONE', ["Zoë O'Brien"]],
    ['415*', 'PHONE', ["Zoë O'Brien", 'Ann Baker']],
    ['555\\-0132', 'PHONE', ["Zoë O'Brien"]],
  ])('{%s} IN %s FIELDS', (term, group, expected) => {
    expect(find(term, group)).toEqual(expected);
  });

  it('filters, orders, limits and spans several objects', () => {
    expect(found('FIND {baker} RETURNING Contact(Name WHERE Title = null ORDER BY Name DESC LIMIT 1), Account(Name)')).toEqual([
      'Anne-Marie Smith-Jones',
      'Baker & Co',
    ]);
  });

  it.each([
    ['FIND {a} RETURNING Contact', 'MALFORMED_SEARCH', /search term must be longer than one character: a/],
    ['FIND {a*} RETURNING Contact', 'MALFORMED_SEARCH', /longer than one character/],
    ['FIND {\\-\\-} RETURNING Contact', 'MALFORMED_SEARCH', /longer than one character/],
    ['FIND {} RETURNING Contact', 'MALFORMED_SEARCH', /longer than one character/],
    ['FIND {smith-jones} RETURNING Contact', 'MALFORMED_SEARCH', /reserved character -/],
    ["FIND {o'brien} RETURNING Contact", 'MALFORMED_SEARCH', /reserved character '/],
    ['FIND {"open} RETURNING Contact', 'MALFORMED_SEARCH', /reserved character "/],
    ['FIND {a}b} RETURNING Contact', 'MALFORMED_SEARCH', /unexpected token: b/],
    ['FIND {smith} IN ALL TYPE RETURNING Contact', 'MALFORMED_SEARCH', /unexpected token: TYPE/],
    ['FIND {smith} RETURNING Contact(Nmae)', 'INVALID_FIELD', /No such column 'Nmae'/],
    ['FIND {smith} RETURNING Contcat(Id)', 'INVALID_TYPE', /Contcat/],
    ['SELECT Id FROM Contact', 'MALFORMED_SEARCH', /enclosed in braces/],
  ])('refuses %s', (text, errorCode, message) => {
    expect(() => found(text)).toThrow(expect.objectContaining({ errorCode, message: expect.stringMatching(message) }));
  });

  it('takes any text whose reserved characters are escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const escaped = text.replace(/[?&|!{}[\]()^~*:\\"'+-]/g, '\\$&');
        expect(find(`${escaped} zoe`)).toBeInstanceOf(Array);
      }),
      { examples: [['}'], ['\\'], ['a\\}b"'], ["'"]] },
    );
  });

  it('sees a change only when the index has caught up', () => {
    org.database.insert('Contact', { LastName: 'Latecomer' });
    expect(find('latecomer')).toEqual([]);
    time += 60_000;
    expect(find('latecomer')).toEqual(['Latecomer']);
  });
});
