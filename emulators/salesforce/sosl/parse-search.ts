import { ApexSyntaxError, type SoslClausesContext } from '@apexdevtools/apex-parser';
import { parseTwice } from '../soql/parse-twice.ts';
import { queryError } from '../soql/query-error.ts';
import { stringLiteral } from '../soql/string-literal.ts';

export type ParsedSearch = { readonly searchText: string; readonly clauses: SoslClausesContext };

const END_OF_TEXT = -1;

/** The text of the braces: a backslash keeps a closing brace from ending it. */
const FIND = /^\s*FIND\s*\{((?:\\.|[^\\}])*)\}/is;

const malformed = (text: string, column: number, message: string) =>
  queryError(text, { line: 1, column: Math.max(0, column) }, { errorCode: 'MALFORMED_SEARCH', message });

/** Splits `FIND {text} clauses`: the text is ours to read, the clauses are parsed by the Apex grammar behind a harmless FIND. */
export const parseSearch = (text: string): ParsedSearch => {
  const found = FIND.exec(text);
  if (!found) throw malformed(text, 0, 'No search term found. The search term must be enclosed in braces.');
  const [head, searchText = ''] = found;
  const prefix = '[FIND {x}';
  const shift = head.length - prefix.length;
  const unexpected = (column: number) => {
    const token = /^(?:\w+|\S)/.exec(text.slice(column))?.[0] ?? '<EOF>';
    return malformed(text, column, `unexpected token: ${token}`);
  };
  try {
    return parseTwice(`${prefix}${stringLiteral.protectWildcards(text.slice(head.length))}]`, (parser) => {
      const tree = parser.soslLiteralAlt();
      const next = parser.getTokenStream().LT(1);
      if (next.type !== END_OF_TEXT) throw unexpected(next.column + shift);
      return { searchText, clauses: tree.soslClauses() };
    });
  } catch (error) {
    if (error instanceof ApexSyntaxError) throw unexpected(error.column + shift);
    throw error;
  }
};
