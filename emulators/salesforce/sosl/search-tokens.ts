/** Pieces of the text between FIND's braces. Escaped characters have lost their backslash and their meaning. */
export type SearchToken =
  | { readonly kind: 'term' | 'phrase'; readonly chars: readonly SearchChar[] }
  | { readonly kind: 'operator'; readonly name: 'AND' | 'OR' | 'NOT' }
  | { readonly kind: 'open' | 'close' };

/** `*` and `?` with wildcard true are wildcards. */
export type SearchChar = { readonly char: string; readonly wildcard: boolean };

/** SOSL Reference, "Reserved Characters": these must be preceded by a backslash, inside quotation marks too. */
const RESERVED = new Set("&|!{}[]^~:'+-\\");

export class ReservedCharacterError extends Error {
  override readonly name = 'ReservedCharacterError';
}

type Reader = { readonly text: string; at: number };

const readChar = (reader: Reader): SearchChar => {
  const char = reader.text[reader.at] ?? '';
  const escaped = char === '\\' && reader.at + 1 < reader.text.length;
  if (escaped) {
    reader.at += 2;
    return { char: reader.text[reader.at - 1] ?? '', wildcard: false };
  }
  if (RESERVED.has(char)) throw new ReservedCharacterError(`reserved character ${char} must be escaped`);
  reader.at += 1;
  return { char, wildcard: char === '*' || char === '?' };
};

const readUntil = (reader: Reader, ends: (char: string) => boolean): SearchChar[] => {
  const chars: SearchChar[] = [];
  while (reader.at < reader.text.length && !ends(reader.text[reader.at] ?? '')) chars.push(readChar(reader));
  return chars;
};

const readPhrase = (reader: Reader): SearchToken => {
  reader.at += 1;
  const chars = readUntil(reader, (char) => char === '"');
  if (reader.at >= reader.text.length) throw new ReservedCharacterError('reserved character " must be escaped or closed');
  reader.at += 1;
  return { kind: 'phrase', chars };
};

const readTerm = (reader: Reader): SearchToken => {
  const chars = readUntil(reader, (char) => /[\s()"]/.test(char));
  const text = chars.map(({ char }) => char).join('');
  return text === 'AND' || text === 'OR' || text === 'NOT' ? { kind: 'operator', name: text } : { kind: 'term', chars };
};

const readToken = (reader: Reader): SearchToken => {
  const char = reader.text[reader.at];
  if (char === '"') return readPhrase(reader);
  if (char !== '(' && char !== ')') return readTerm(reader);
  reader.at += 1;
  return { kind: char === '(' ? 'open' : 'close' };
};

/** Cuts a search text into terms, phrases, operators and parentheses; throws on a reserved character without backslash. */
export const searchTokens = (text: string): SearchToken[] => {
  const reader: Reader = { text, at: 0 };
  const tokens: SearchToken[] = [];
  for (;;) {
    while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
    if (reader.at >= text.length) return tokens;
    tokens.push(readToken(reader));
  }
};
