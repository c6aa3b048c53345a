import { describe, expect, it } from '@jest/globals';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { createOrg } from '../org.ts';
import { loadDemo } from './load-demo.ts';

const demo = () => {
  const org = createOrg();
  loadDemo(org);
  return org.database;
};

const numbersOf = (contact: Record<string, unknown>): string[] =>
  ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'].flatMap((field) => {
    const text = contact[field];
    if (typeof text !== 'string') return [];
    const country = contact['MailingCountry'] === 'United Kingdom' && !text.startsWith('1-') ? 'GB' : 'US';
    const parsed = parsePhoneNumberFromString(text.replace(/^00/, '+'), country) ?? parsePhoneNumberFromString(text, 'US');
    return [parsed?.number ?? `unreadable: ${text}`];
  });

describe('the demo', () => {
  it('is the same at every start', () => {
    const withoutTimes = () =>
      demo()
        .rows('Contact')
        .map(({ Id, Name, OwnerId, MobilePhone }) => [Id, Name, OwnerId, MobilePhone]);
    expect(withoutTimes()).toEqual(withoutTimes());
  });

  it('has 300 contacts, 40 accounts and three leads, a hundred contacts or so for each rep', () => {
    const database = demo();
    expect([database.rows('Contact').length, database.rows('Account').length, database.rows('Lead').length]).toEqual([300, 40, 3]);
    const perOwner = Map.groupBy(database.rows('Contact'), ({ OwnerId }) => OwnerId);
    expect([...perOwner.values()].map((rows) => rows.length).toSorted()).toEqual([100, 101, 99]);
  });

  it('uses only numbers kept for fiction, each readable', () => {
    const numbers = demo().rows('Contact').flatMap(numbersOf);
    expect(numbers.length).toBeGreaterThan(300);
    expect(numbers.filter((number) => !/^\+1\d{3}55501\d\d$|^\+442079460\d{3}$|^\+447700900\d{3}$/.test(number))).toEqual([]);
  });

  it('gives the well-known contacts numbers of their own', () => {
    const numbers = demo().rows('Contact').flatMap(numbersOf);
    expect(numbers.filter((number) => number === '+14155550132' || number === '+447700900123')).toHaveLength(2);
  });

  it('has a few numbers that several contacts share', () => {
    const shared = [...Map.groupBy(demo().rows('Contact').flatMap(numbersOf), (number) => number).values()].filter(
      (same) => same.length > 1,
    );
    expect(shared.map((same) => same.length).toSorted()).toEqual([2, 3]);
  });
});
