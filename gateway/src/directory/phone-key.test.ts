import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import parsePhoneNumber from 'libphonenumber-js/max';
import { z } from 'zod';
import { phoneKey } from './phone-key.ts';
import { phoneKeysOf } from './phone-keys-of.ts';

// The Salesforce package tests its own function with the same file.
const table = join(import.meta.dirname, '../../../force-app/main/phones/staticresources/FrontlinePhoneCases.json');
const schema = z.array(
  z.strictObject({ spelling: z.string(), key: z.string().nullable(), number: z.string().startsWith('+').nullable(), why: z.string() }),
);
const cases = schema.parse(JSON.parse(readFileSync(table, 'utf8')));

describe('the candidate key of a phone number', () => {
  it('is tested with at least sixty spellings from fifteen countries', () => {
    const countries = new Set(cases.map(({ number }) => number && parsePhoneNumber(number)?.country).filter(Boolean));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(countries.size).toBeGreaterThanOrEqual(15);
  });

  it.each(cases)('of "$spelling" is $key: $why', ({ spelling, key }) => {
    expect(phoneKey(spelling) ?? null).toBe(key);
  });

  it('depends on nothing but digits, wherever the marks stand', () => {
    const marks = fc.array(fc.constantFrom(' ', '-', '.', '(', ')', '/', '+'), { maxLength: 3 }).map((some) => some.join(''));
    const digits = fc.array(fc.tuple(fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), marks), {
      minLength: 4,
      maxLength: 15,
    });
    fc.assert(
      fc.property(digits, (pairs) => {
        const plain = pairs.map(([digit]) => digit).join('');
        expect(phoneKey(pairs.flat().join(''))).toBe(plain.slice(-9));
      }),
    );
  });
});

describe('the keys of a number', () => {
  it.each(cases.flatMap(({ number, ...row }) => (number === null ? [] : [{ number, ...row }])))(
    'of $number find "$spelling"',
    ({ number, key }) => {
      expect(phoneKeysOf(number)).toContain(key);
    },
  );

  it('are one for most numbers, and four at most', () => {
    expect(phoneKeysOf('+14155550132')).toEqual(['155550132']);
    for (const { number } of cases) if (number !== null) expect(phoneKeysOf(number).length).toBeLessThanOrEqual(4);
  });

  it('are the key alone when the number is of no plan', () => {
    expect(phoneKeysOf('+999123456789')).toEqual(['123456789']);
  });
});
