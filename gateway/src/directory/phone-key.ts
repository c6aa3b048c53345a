const LENGTH = 9;
// The shortest national numbers have four digits; three are an emergency call, or what is left of "x12".
const SHORTEST = 4;
// A word, or a mark that dials an extension, ends a number: "x12", "ext. 5", "#9", ";ext=3", ",,4".
const ENDS = /[\p{L}#*,;:]+/u;

// North America, the one plan in which numbers are written in letters: an area code, then the seven characters that are dialled, and perhaps
// the rest of a word. Three letters among the seven at least: "x12" and "ext" stand behind them.
const IN_LETTERS = /^\s*(?:\+?1[\s.-]*)?\(?([2-9]\d{2})\)?[\s.-]+([a-z\d](?:[\s.-]?[a-z\d]){6,9})\s*$/i;
const DIALLED = 7;
const LEAST_LETTERS = 3;
/** The digits under A to Z on a telephone (ITU-T E.161). */
const KEYPAD = '22233344455566677778889999';

/** A number in letters in digits; any other text as it is. */
export function inDigits(spelling: string): string {
  const [, area = '', rest = ''] = IN_LETTERS.exec(spelling) ?? [];
  const dialled = rest.replace(/[\s.-]/g, '').slice(0, DIALLED);
  if (dialled.replace(/\d/g, '').length < LEAST_LETTERS) return spelling;
  return `${area}${dialled.toUpperCase().replace(/[A-Z]/g, (letter) => KEYPAD.charAt(letter.charCodeAt(0) - 'A'.charCodeAt(0)))}`;
}

/** The first number in a text as people type it: what stands before a word or an extension, with its marks; undefined when there is none. */
export const firstNumber = (spelling: string): string | undefined =>
  inDigits(spelling)
    .split(ENDS)
    .find((part) => digitsOf(part).length >= SHORTEST);

/**
 * The candidate key of a phone number in a text: the last nine digits (four at least) of the first number in it, without an extension, letters
 * read as the digits under them; undefined when there is none. Same number, same key, but for national spellings (see `phoneKeysOf`); the same key may be another number.
 * Salesforce keeps these keys beside its phone fields: `FrontlinePhoneKey.cls` is the same function, held to the same table.
 */
export function phoneKey(spelling: string): string | undefined {
  const number = firstNumber(spelling);
  return number === undefined ? undefined : digitsOf(number).slice(-LENGTH);
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');
