import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatOperator, isOperatorName, parseOperator } from './operator-name.ts';

const nameOf = (text: string) => text.normalize('NFC').trim();

describe('the name of who acts', () => {
  it.each([
    ['ana@desk', 'ana@desk'],
    ['Ana Vega, 50% of the week', 'Ana Vega, 50% of the week'],
    ['René Dupré', "UTF-8''Ren%C3%A9%20Dupr%C3%A9"],
    ['نسترن\u200cبانو', "UTF-8''%D9%86%D8%B3%D8%AA%D8%B1%D9%86%E2%80%8C%D8%A8%D8%A7%D9%86%D9%88"],
    ["UTF-8''x", "UTF-8''UTF-8''x"],
  ])('%s goes as %s', (name, header) => {
    expect(formatOperator(name)).toBe(header);
    expect(parseOperator(header)).toBe(name);
  });

  it('of any letters goes through a header and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }).map(nameOf).filter(isOperatorName), (name) => {
        const header = formatOperator(name);
        expect(new Headers({ name: header }).get('name')).toBe(header);
        expect(parseOperator(header)).toBe(name);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['blanks', "UTF-8''%20%20"],
    ['bytes of unknown letters', 'Ren\u00e9'],
    ['what is not UTF-8', "UTF-8''Ren%E9"],
    ['half an escape', "UTF-8''Ren%C"],
    ['what moves the cursor', "UTF-8''ana%1B%5B2J"],
    ['what turns the writing round', "UTF-8''ana%E2%80%AE"],
    ['101 characters', 'a'.repeat(101)],
    ['101 letters', `UTF-8''${encodeURIComponent('\u00e9'.repeat(101))}`],
  ])('is not %s', (_what, header) => {
    expect(parseOperator(header)).toBeUndefined();
  });

  it('has up to 100 characters, however many bytes each takes', () => {
    expect(parseOperator(formatOperator('😀'.repeat(100)))).toBe('😀'.repeat(100));
  });
});
