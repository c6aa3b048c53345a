import { foldText } from './fold-text.ts';
import type { SearchExpression, Word } from './search-expression.ts';
import { ReservedCharacterError, type SearchChar, type SearchToken, searchTokens } from './search-tokens.ts';

/** Private-use characters stand for wildcards while a term is cut into words. */
const ANY_RUN = '\uE010';
const ANY_ONE = '\uE011';

const marked = ({ char, wildcard }: SearchChar): string => {
  if (!wildcard) return char;
  return char === '*' ? ANY_RUN : ANY_ONE;
};

/** Wildcards work in the middle and at the end of a term (SOSL, FIND clause); one at the start is dropped. */
const toWord = (text: string): Word => {
  const body = text.replace(/^[\uE010\uE011]+/, '');
  if (!/[\uE010\uE011]/.test(body)) return { text: body, pattern: undefined };
  const source = body.replaceAll(ANY_RUN, '.*').replaceAll(ANY_ONE, '.');
  return { text: body.replace(/[\uE010\uE011]/g, ''), pattern: new RegExp(`^${source}$`, 'u') };
};

const toPhrase = (chars: readonly SearchChar[]): SearchExpression | undefined => {
  const folded = foldText(chars.map(marked).join(''));
  const words = (folded.match(/[\p{L}\p{N}\uE010\uE011]+/gu) ?? []).map(toWord).filter(({ text, pattern }) => text !== '' || pattern);
  return words.length > 0 ? { kind: 'phrase', words } : undefined;
};

type Reader = { readonly tokens: readonly SearchToken[]; at: number };

const isOperator = (token: SearchToken | undefined, name: 'AND' | 'OR' | 'NOT') => token?.kind === 'operator' && token.name === name;

const join = (kind: 'and' | 'or', parts: readonly (SearchExpression | undefined)[]): SearchExpression | undefined => {
  const known = parts.filter((part) => part !== undefined);
  return known.length > 1 ? { kind, parts: known } : known[0];
};

const readOperand = (reader: Reader): SearchExpression | undefined => {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token?.kind === 'term' || token?.kind === 'phrase') return toPhrase(token.chars);
  if (token?.kind !== 'open') throw new ReservedCharacterError('an operator needs a term on both sides');
  const inner = readOr(reader);
  if (reader.tokens[reader.at]?.kind !== 'close') throw new ReservedCharacterError('a parenthesis is not closed');
  reader.at += 1;
  return inner;
};

/** Terms side by side mean AND. */
const readAnd = (reader: Reader): SearchExpression | undefined => {
  let left = readOperand(reader);
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token.kind === 'close' || isOperator(token, 'OR')) return left;
    if (isOperator(token, 'AND')) reader.at += 1;
    const negated = isOperator(reader.tokens[reader.at], 'NOT');
    if (negated) reader.at += 1;
    const right = readOperand(reader);
    if (negated) left = left && right ? { kind: 'andNot', wanted: left, unwanted: right } : left;
    else left = join('and', [left, right]);
  }
};

const readOr = (reader: Reader): SearchExpression | undefined => {
  const parts = [readAnd(reader)];
  while (isOperator(reader.tokens[reader.at], 'OR')) {
    reader.at += 1;
    parts.push(readAnd(reader));
  }
  return join('or', parts);
};

/** The text between FIND's braces as an expression; undefined when it holds no word at all. Throws ReservedCharacterError. */
export const readSearchExpression = (text: string): SearchExpression | undefined => {
  const reader: Reader = { tokens: searchTokens(text), at: 0 };
  if (reader.tokens.length === 0) return undefined;
  const expression = readOr(reader);
  if (reader.at < reader.tokens.length) throw new ReservedCharacterError('a parenthesis is not opened');
  return expression;
};
