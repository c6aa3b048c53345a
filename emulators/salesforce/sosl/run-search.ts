import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import { queryError } from '../soql/query-error.ts';
import type { Query } from '../soql/query.ts';
import type { QueryRecord } from '../soql/record.ts';
import { runQuery } from '../soql/run-query.ts';
import { parseSearch } from './parse-search.ts';
import { readSearch } from './read-search.ts';
import { readSearchExpression } from './read-search-expression.ts';
import type { SearchExpression } from './search-expression.ts';
import { ReservedCharacterError } from './search-tokens.ts';

/** SOQL and SOSL Reference, "SOSL Limits on Search Results". */
const MAX_RESULTS = 2000;

const MIN_CHARACTERS = 2;

type SearchDeps = Pick<Org, 'schema' | 'database' | 'clock' | 'search'>;

const startOfSearchText = (source: string) => ({ line: 1, column: source.indexOf('{') + 1 });

const malformed = (source: string, message: string) =>
  queryError(source, startOfSearchText(source), { errorCode: 'MALFORMED_SEARCH', message });

const countCharacters = (expression: SearchExpression): number => {
  if (expression.kind === 'phrase') return expression.words.reduce((sum, { text }) => sum + text.length, 0);
  if (expression.kind === 'andNot') return countCharacters(expression.wanted);
  return expression.parts.reduce((sum, part) => sum + countCharacters(part), 0);
};

const readExpression = (source: string, searchText: string): SearchExpression => {
  try {
    const expression = readSearchExpression(searchText);
    if (expression && countCharacters(expression) >= MIN_CHARACTERS) return expression;
  } catch (error) {
    if (error instanceof ReservedCharacterError) throw malformed(source, error.message);
    throw error;
  }
  throw malformed(source, `search term must be longer than one character: ${searchText}`);
};

const everyObject = (deps: SearchDeps): Query[] =>
  deps.schema.objects
    .filter(({ searchable }) => searchable)
    .map(({ name }) => {
      const at = { line: 1, column: 0 };
      const select = [{ kind: 'field' as const, path: { steps: ['Id'], at }, alias: undefined }];
      const open = { alias: undefined, where: undefined, limit: undefined, offset: undefined };
      return { ...open, from: { steps: [name], at }, select, groupBy: [], orderBy: [], allRows: false };
    });

const searchOne = (
  deps: SearchDeps,
  input: { query: Query; group: Parameters<SearchDeps['search']['find']>[1]; expression: SearchExpression; source: string },
) => {
  const { query, group, expression, source } = input;
  const object = deps.schema.find(query.from.steps.join('.'));
  if (!object?.searchable) {
    const message = `sObject type '${query.from.steps.join('.')}' is not supported.`;
    throw new PlatformError({ errorCode: 'INVALID_TYPE', message });
  }
  const ids = deps.search.find(object, group, expression);
  const rows = ids.map((id) => deps.database.get(object.name, id)).filter((row) => row !== undefined);
  return runQuery(deps)(query, source, rows).records;
};

/** Runs a SOSL text; records come object by object as RETURNING lists them, at most 2,000 in all. */
export const runSearch =
  (deps: SearchDeps) =>
  (source: string): readonly QueryRecord[] => {
    const { searchText, clauses } = parseSearch(source);
    const expression = readExpression(source, searchText);
    const { group, returning, limit } = readSearch(clauses);
    const queries = returning.length > 0 ? returning : everyObject(deps);
    const records = queries.flatMap((query) => searchOne(deps, { query, group, expression, source }));
    return records.slice(0, Math.min(limit ?? MAX_RESULTS, MAX_RESULTS));
  };
