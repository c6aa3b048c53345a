import { ApexParserFactory } from '@apexdevtools/apex-parser';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchTerms } from './search-terms.ts';
import { soql } from './soql.ts';

const SYMBOLS = '?&|!{}[]()^~*:\\"\'+-';

/** The search query between the braces as the Apex grammar reads it, which knows SOSL only inside square brackets. */
function findClause(text: string): string | undefined {
  const terms = searchTerms(text);
  if (terms === undefined) return undefined;
  const search = soql`[FIND {${terms.find}} IN NAME FIELDS RETURNING Contact(Id, Name WHERE Owner.Email = ${text} ORDER BY Name, Id LIMIT 31)]`;
  const parser = ApexParserFactory.createParser(search.text, true);
  const tree = parser.soslLiteralAlt();
  expect(tree.soslClauses().getText()).toMatch(/^INNAMEFIELDSRETURNINGContact\(Id,NameWHEREOwner\.Email=.*ORDERBYName,IdLIMIT31\)$/s);
  return tree
    .FindLiteralAlt()
    .getText()
    .replace(/^\[FIND \{|\}$/g, '');
}

const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s\p{C}[\]]+/u);
const isLongEnough = (word: string) => (word.match(/[\p{L}\p{N}]/gu) ?? []).length > 1;

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from(SYMBOLS), ' ', 'a', 'B', ' AND ', ' OR ', ' NOT ', '\n', 'é', '李', '\u0000') }),
);

describe('searchTerms', () => {
  it('makes of any text terms that all must begin a word, and that read back as the words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = findClause(text);
        const expected = wordsOf(text)
          .slice(0, 10)
          .filter(isLongEnough)
          .map((word) => Array.from(word).slice(0, 80).join(''));
        const terms = found?.split(/(?<=(?<!\\)(?:\\\\)*\*) AND /) ?? [];
        expect(terms.every((term) => /[^\\](?:\\\\)*\*$/.test(term))).toBe(true);
        expect(terms.map((term) => term.slice(0, -1).replace(/\\(.)/gs, '$1'))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['mar', 'mar*'],
    ['Mara  Quist', 'mara* AND quist*'],
    ["O'Brien-Smith", "o\\'brien\\-smith*"],
    ['and or not', 'and* AND or* AND not*'],
    ['a\\* {x}y', '\\{x\\}y*'],
    ['李小龙', '李小龙*'],
  ])('reads %p as %p', (text, expected) => {
    expect(findClause(text)).toBe(expected);
  });

  it.each(['', ' ', 'a', 'ö', ' - ', '*', '%%', 'a *', '()[]{}', '\u0000\n', '😀', 'e\u0301', '\ua182\u{10379}', '\u0301\u0302'])(
    'finds nothing to search for in %p',
    (text) => {
      expect(searchTerms(text)).toBeUndefined();
    },
  );

  it('keeps single letters apart, as beginnings of words', () => {
    expect(searchTerms('Anna B 7')).toMatchObject({ find: { text: 'anna*' }, initials: ['b', '7'] });
  });
});
