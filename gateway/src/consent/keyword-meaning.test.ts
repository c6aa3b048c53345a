import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keywordMeaning } from './keyword-meaning.ts';

const STOP = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const OTHERS = ['START', 'UNSTOP', 'YES', 'HELP', 'INFO'];
const ALL = [...STOP, ...OTHERS];

const anyCase = (words: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...words), fc.infiniteStream(fc.boolean()))
    .map(([word, upper]) => Array.from(word, (letter) => (upper.next().value ? letter.toUpperCase() : letter.toLowerCase())).join(''));
const blanks = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\u00a0'), maxLength: 5 });
const marks = fc.string({ unit: fc.constantFrom('.', '!', '?', '"', '\u2026', ' ', '-'), maxLength: 5 });
const words = fc.string({ minLength: 1, maxLength: 200 });

describe('the meaning of a text', () => {
  it('is that of a keyword alone, in whatever case and with whatever blanks around it', () => {
    fc.assert(
      fc.property(anyCase(ALL), blanks, blanks, (word, before, after) => {
        expect(keywordMeaning(before + word + after)).toBe(keywordMeaning(word.toUpperCase()));
        expect(keywordMeaning(word)).toBeDefined();
      }),
    );
  });

  it('is to stop with marks around it, and nothing else with them', () => {
    fc.assert(
      fc.property(anyCase(STOP), marks, marks, (word, before, after) => {
        expect(keywordMeaning(before + word + after)).toBe('stop');
      }),
    );
    fc.assert(
      fc.property(anyCase(OTHERS), marks, (word, after) => {
        fc.pre(after.trim() !== '');
        expect(keywordMeaning(word + after)).toBeUndefined();
      }),
    );
  });

  it('is none as soon as a word is added', () => {
    fc.assert(
      fc.property(anyCase(ALL), words, (word, more) => {
        fc.pre(/[\p{L}\p{N}]/u.test(more));
        expect(keywordMeaning(`${word} ${more}`)).toBeUndefined();
        expect(keywordMeaning(`${more} ${word}`)).toBeUndefined();
      }),
    );
  });

  it('is none of any other text', () => {
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(!ALL.includes(text.replace(/[\s\p{P}]/gu, '').toUpperCase()));
        expect(keywordMeaning(text)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['ARRET', 'STOP', 'stop'],
    ['please stop that', 'stop', 'stop'],
    ['STOP', 'START', 'start'],
    ['OUI', 'HELP', 'help'],
    ['STOP', '', 'stop'],
    ['STOP', 'NEWS', 'stop'],
    ['hello', '', undefined],
  ])('of %p with the type %p is %p', (text, type, meaning) => {
    expect(keywordMeaning(text, type)).toBe(meaning);
  });

  it('tells consent from a yes to a question', () => {
    expect([keywordMeaning('Yes'), keywordMeaning('Start')]).toEqual(['agree', 'start']);
  });
});
