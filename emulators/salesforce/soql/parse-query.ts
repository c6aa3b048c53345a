import { ApexSyntaxError, type QueryContext } from '@apexdevtools/apex-parser';
import { PlatformError } from '../platform-error.ts';
import { parseTwice } from './parse-twice.ts';
import type { Position } from './query.ts';
import { queryError } from './query-error.ts';
import { stringLiteral } from './string-literal.ts';

/** SOQL and SOSL Reference, "SOQL statement length". */
const MAX_LENGTH = 100_000;

const END_OF_TEXT = -1;

const unexpected = (text: string, at: Position): PlatformError => {
  const rest = (text.split('\n')[at.line - 1] ?? '').slice(at.column);
  const token = /^(?:\w+|\S)/.exec(rest)?.[0];
  const message = rest.startsWith("'") ? 'unexpected string literal' : `unexpected token: ${token ? `'${token}'` : '<EOF>'}`;
  return queryError(text, at, { errorCode: 'MALFORMED_QUERY', message });
};

/** Parses SOQL text into the grammar's tree; MALFORMED_QUERY when it is none. */
export const parseQuery = (text: string): QueryContext => {
  if (text.length > MAX_LENGTH) {
    throw new PlatformError({ errorCode: 'MALFORMED_QUERY', message: `SOQL statements cannot be longer than ${MAX_LENGTH} characters.` });
  }
  try {
    return parseTwice(stringLiteral.protectWildcards(text), (parser) => {
      const tree = parser.query();
      const next = parser.getTokenStream().LT(1);
      if (next.type !== END_OF_TEXT) throw unexpected(text, next);
      return tree;
    });
  } catch (error) {
    if (error instanceof ApexSyntaxError) throw unexpected(text, error);
    throw error;
  }
};
