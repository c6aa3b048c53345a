import fc from 'fast-check';

/** Code points that are halves of a pair, and no characters. */
const SURROGATES = { first: 0xd800, count: 0x800 };
const { first, count } = SURROGATES;

const toCharacter = (place: number): string => String.fromCodePoint(place < first ? place : place + count);

function toPlace(character: unknown): number {
  const [only, ...others] = typeof character === 'string' ? character : [];
  const code = only?.codePointAt(0);
  if (code === undefined || others.length > 0) throw new Error('not one character');
  return code < first ? code : code - count;
}

/**
 * Any character of Unicode, as a unit of `fc.string`: what its `unit: 'binary'` generates. That one lists all 1.1 million of them before
 * the first string, which takes more than a second in every test file.
 */
export const anyCharacter = fc.nat({ max: 0x10ffff - count }).map(toCharacter, toPlace);
