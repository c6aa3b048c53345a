// "Quoted String Escape Sequences", SOQL and SOSL Reference. A backslash before anything else is an error.
const SEQUENCES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

// What has a sequence of its own, and what a literal may not hold as it is: other control characters, line ends, halves of a surrogate pair.
const SPECIAL = /[\\'"\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text as a SOQL string literal, quotes included: it reads back as the same text, whatever it holds. */
export function quotedString(text: string): string {
  const escaped = text.replace(
    SPECIAL,
    (character) => SEQUENCES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}
