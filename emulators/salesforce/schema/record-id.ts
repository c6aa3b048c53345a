const CHECK_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const ID_FORM = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** Bit i of a check character says that the i-th of five characters is an upper-case letter. */
const checkCharacter = (five: string) =>
  CHECK_ALPHABET[Array.from(five).reduce((bits, char, at) => bits + (/[A-Z]/.test(char) ? 1 << at : 0), 0)] ?? '';

const to18 = (id15: string) => id15 + [0, 5, 10].map((from) => checkCharacter(id15.slice(from, from + 5))).join('');

/** Ids of records: 15 case-sensitive characters, or 18 with three that make case irrelevant. */
export const recordId = {
  /** The 18-character form; undefined when the text is no id, wrong check characters included. */
  parse: (text: string): string | undefined => {
    if (!ID_FORM.test(text)) return undefined;
    const full = to18(text.slice(0, 15));
    return text.length === 15 || text.slice(15).toUpperCase() === full.slice(15) ? full : undefined;
  },
  /** The n-th id of an object: prefix, pod, counter in base 62 order of the alphabet 0-9A-Za-z, as the platform counts. */
  make: (keyPrefix: string, sequence: number): string => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    let rest = sequence;
    let counter = '';
    while (rest > 0) {
      counter = (digits[rest % 62] ?? '') + counter;
      rest = Math.floor(rest / 62);
    }
    return to18(`${keyPrefix}5i0${counter.padStart(9, '0')}`);
  },
};
