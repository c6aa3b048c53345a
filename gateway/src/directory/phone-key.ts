const LENGTH = 9;
// The shortest national numbers have four digits; three are an emergency call, or what is left of "x12".
const SHORTEST = 4;
// A word, or a mark that dials an extension, ends a number: "x12", "ext. 5", "#9", ";ext=3", ",,4".
const ENDS = /[\p{L}#*,;:]+/u;

/** The first number in a text as people type it: what stands before a word or an extension, with its marks; undefined when there is none. */
export const firstNumber = (spelling: string): string | undefined => spelling.split(ENDS).find((part) => digitsOf(part).length >= SHORTEST);

/**
 * The candidate key of a phone number in a text: the last nine digits (four at least) of the first number in it, without an extension;
 * undefined when there is none. Same number, same key, but for national spellings (see `phoneKeysOf`); the same key may be another number.
 * Salesforce keeps these keys beside its phone fields: `FrontlinePhoneKey.cls` is the same function, held to the same table.
 */
export function phoneKey(spelling: string): string | undefined {
  const number = firstNumber(spelling);
  return number === undefined ? undefined : digitsOf(number).slice(-LENGTH);
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');
