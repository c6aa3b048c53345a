import { describe, expect, it } from '@jest/globals';
import type { Row } from '../database/database.ts';
import { describeObject } from '../schema/describe-object.ts';
import { kinds } from '../schema/standard/field-kinds.ts';
import { parseFormula } from './parse-formula.ts';

const thing = describeObject({
  name: 'Thing__c',
  keyPrefix: 'a00',
  fields: [kinds.text('Number__c', 20), kinds.choice('Channel__c', ['sms', 'mail']), kinds.whole('Count__c'), kinds.moment('At__c')],
});

const run = (formula: string, row: Row, before?: Row) =>
  parseFormula(thing, formula).evaluate({ row, before, now: Date.UTC(2026, 10, 21, 9) });

describe('a formula', () => {
  it.each<[string, Row, boolean]>([
    ['NOT(REGEX(Number__c, "^\\\\+[1-9][0-9]{4}$"))', { Number__c: '+12345' }, false],
    ['NOT(REGEX(Number__c, "[0-9]"))', { Number__c: '12' }, true],
    ['AND(ISPICKVAL(channel__c, "sms"), ISBLANK(Number__c))', { Channel__c: 'sms' }, true],
    ['OR(ISPICKVAL(Channel__c, "mail"), Count__c >= 3)', { Channel__c: 'sms', Count__c: 3 }, true],
    ['Count__c > 1 && (Count__c < 3 || !ISBLANK(Number__c))', { Count__c: 4 }, false],
    ['LEN(Number__c) <> 2', { Number__c: 'äb' }, false],
    ['Number__c = "a\\"b"', { Number__c: 'a"b' }, true],
    ['ISNEW()', {}, true],
    ['Count__c + 2 * 3 = 9 - 2', { Count__c: 1 }, true],
    ['At__c > NOW() + 5 / 1440', { At__c: '2026-11-21T09:05:01.000+0000' }, true],
    ['At__c > NOW() + 5 / 1440', { At__c: '2026-11-21T09:05:00.000+0000' }, false],
    ['At__c > NOW() + 5 / 1440', {}, false],
  ])('%s of %j is %s', (formula, row, value) => {
    expect(run(formula, row)).toBe(value);
  });

  it('sees what a field was before', () => {
    expect(run('ISCHANGED(Count__c) && PRIORVALUE(Count__c) = 1', { Count__c: 2 }, { Count__c: 1 })).toBe(true);
  });

  it.each([
    ['VLOOKUP(Number__c)', 'the formula function VLOOKUP is not modelled'],
    ['Colour__c = 1', 'Thing__c.Colour__c'],
    ['AND(TRUE', 'cannot be read at its end'],
    ['1 ? 2', 'holds what is not modelled'],
  ])('refuses %s', (formula, message) => {
    expect(() => parseFormula(thing, formula)).toThrow(message);
  });
});
