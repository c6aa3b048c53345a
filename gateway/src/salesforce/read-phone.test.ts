import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getCountries, getExampleNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { phoneKey } from '../directory/phone-key.ts';
import { phoneKeysOf } from '../directory/phone-keys-of.ts';
import { canonicalNumber, readPhone, sameSubscriber } from './read-phone.ts';
import { anyText } from './testing/any-text.ts';

const country = fc.constantFrom(...getCountries());
/** A mobile number of the country's plan: its example with other last digits. */
const mobileOf = (of: CountryCode): string | undefined => getExampleNumber(of, examples)?.number;
const mobile = country.filter((of) => mobileOf(of) !== undefined).map((of) => ({ of, number: mobileOf(of) ?? '' }));
const mark = fc.constantFrom('', ' ', '-', '.', '/', ' (', ') ');

describe('the parser of numbers', () => {
  it('reads any text as nothing or as a number of possible length, and that number as itself', () => {
    fc.assert(
      fc.property(anyText, country, (text, at) => {
        const read = readPhone(text, at);
        if (read === undefined) return;
        expect(read.isPossible()).toBe(true);
        expect(read.number).toMatch(/^\+[1-9]\d{4,17}$/);
        expect(readPhone(read.number, at)?.number).toBe(read.number);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('reads an international number the same wherever one is, whatever marks stand in it and what stands behind it', () => {
    const behind = fc.constantFrom('', ' x12', ' ext. 5', ';ext=3', ' mobile', ' #9');
    fc.assert(
      fc.property(mobile, country, fc.array(mark, { minLength: 20, maxLength: 20 }), behind, ({ number }, at, marks, rest) => {
        const typed = Array.from(number, (character, n) => (n < 2 ? character : `${marks[n] ?? ''}${character}`)).join('');
        expect([typed + rest, readPhone(typed + rest, at)?.number]).toEqual([typed + rest, canonicalNumber(number)]);
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('makes a key of whatever it reads that is among the keys of the number', () => {
    fc.assert(
      fc.property(mobile, ({ number }) => {
        expect(sameSubscriber(number).flatMap((each) => phoneKeysOf(each))).toContain(phoneKey(number));
      }),
    );
  });

  it.each([
    ['1-800-FLOWERS', '+18003569377'],
    ['(800) Go-FedEx', '+18004633339'],
    ['415-555-0132 x12', '+14155550132'],
  ])('reads %s as %s', (typed, number) => {
    expect(readPhone(typed, 'US')?.number).toBe(number);
  });
});
