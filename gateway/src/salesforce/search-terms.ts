import { SoqlText } from './soql-text.ts';

/** What of a text can be searched for. */
export interface SearchTerms {
  /** The SOSL search query, escaped, to stand between the braces of FIND. */
  readonly find: SoqlText;
  /** Single letters and digits: too short for the search index, to be compared with the beginnings of words. */
  readonly initials: readonly string[];
}

// "FIND {SearchQuery}", SOQL and SOSL Reference: reserved characters.
const RESERVED = /[?&|!{}()^~*:\\"'+-]/g;
// Square brackets are reserved too. They end a word instead: the index does not hold them, and not every parser takes them escaped.
const SEPARATORS = /[\s\p{C}[\]]+/u;
// With its accents, which count for nothing of their own: the index holds words without them.
const LETTERS_AND_DIGITS = /[\p{L}\p{N}]\p{M}*/gu;
/** Enough for a name; Salesforce drops the operators of search queries over 4,000 characters. */
const MAX_WORDS = 10;
const MAX_WORD = 80;

/**
 * The words of a text as SOSL terms, each matching the beginning of a word of the record, all of them required. Undefined when Salesforce
 * would refuse the search: a term needs two letters or digits ("search term must be longer than one character"), so a single letter or
 * symbols alone match nothing. Words are lower-cased, which changes no result and keeps a name like "Or" from being an operator.
 */
export function searchTerms(text: string): SearchTerms | undefined {
  const words = text
    .normalize('NFC')
    .split(SEPARATORS)
    .slice(0, MAX_WORDS)
    .map((word) => Array.from(word.toLowerCase()).slice(0, MAX_WORD).join(''));
  const terms = words.filter((word) => significant(word).length > 1);
  const initials = words
    .map(significant)
    .filter((characters) => characters.length === 1)
    .flat();
  if (terms.length === 0) return undefined;
  return { find: new SoqlText(terms.map((word) => `${word.replace(RESERVED, '\\$&')}*`).join(' AND ')), initials };
}

const significant = (word: string): string[] => word.match(LETTERS_AND_DIGITS) ?? [];
