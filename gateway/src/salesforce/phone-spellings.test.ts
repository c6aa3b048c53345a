import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import parsePhoneNumber, { getExampleNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { MAX_SPELLINGS, phoneSpellings } from './phone-spellings.ts';
import { readPhone } from './read-phone.ts';

const COUNTRIES: readonly CountryCode[] = ['US', 'CA', 'GB', 'DE', 'FR', 'IT', 'SE', 'MX', 'BR', 'IN', 'AU', 'JP'];

const numberOf = (country: CountryCode) =>
  fc.integer({ min: 0, max: 99_999 }).map((ending) => {
    const example = getExampleNumber(country, examples)?.number ?? '';
    return example.slice(0, -5) + String(ending).padStart(5, '0');
  });

describe('phoneSpellings', () => {
  it.each(COUNTRIES)('of a number of %s: at most twenty, all different, all reading back as the number', (country) => {
    fc.assert(
      fc.property(numberOf(country), (number) => {
        const spellings = phoneSpellings(number);
        expect(spellings.length).toBeGreaterThan(10);
        expect(spellings.length).toBeLessThanOrEqual(MAX_SPELLINGS);
        expect(new Set(spellings).size).toBe(spellings.length);
        const home = parsePhoneNumber(number)?.country ?? country;
        for (const spelling of spellings) expect([spelling, readPhone(spelling, home)?.number]).toEqual([spelling, number]);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    '+14155550132',
    '14155550132',
    '4155550132',
    '(415) 555-0132',
    '415-555-0132',
    '415.555.0132',
    '415 555 0132',
    '+1 415 555 0132',
    '+1 (415) 555-0132',
    '1-415-555-0132',
    '1 (415) 555-0132',
    '+1-415-555-0132',
    '(415)555-0132',
  ])('finds a North American number typed as %s', (typed) => {
    expect(phoneSpellings('+14155550132')).toContain(typed);
  });

  it.each([
    '+447911123456',
    '07911 123456',
    '07911123456',
    '+44 7911 123456',
    '00447911123456',
    '0044 7911 123456',
    '+44 (0)7911 123456',
    '011447911123456',
    '447911123456',
    '07911-123456',
    '+44-7911-123456',
    '07911.123456',
  ])('finds a British number typed as %s', (typed) => {
    expect(phoneSpellings('+447911123456')).toContain(typed);
  });

  it('knows Mexican mobiles with and without the 1 of before 2019', () => {
    for (const number of ['+525512345678', '+5215512345678']) {
      expect(phoneSpellings(number)).toEqual(
        expect.arrayContaining(['+525512345678', '+5215512345678', '+52 1 55 1234 5678', '55 1234 5678']),
      );
    }
  });
});

describe('readPhone', () => {
  it.each([
    ['0044 20 7946 0958', 'US', '+442079460958'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['+44 (0)20 7946 0958', 'US', '+442079460958'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['(415) 555-0132 x12', 'US', '+14155550132'],
    ['+52 1 55 1234 5678', 'US', '+525512345678'],
    ['12345', 'US', undefined],
    ['call me', 'US', undefined],
    ['', 'US', undefined],
  ] as const)('reads %p in %s as %p', (text, country, number) => {
    expect(readPhone(text, country)?.number).toBe(number);
  });
});
