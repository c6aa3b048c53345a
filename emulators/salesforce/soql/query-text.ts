import type { EngineDeps } from './engine-deps.ts';
import { parseQuery } from './parse-query.ts';
import { readQuery } from './read-query.ts';
import type { QueryResult } from './record.ts';
import { runQuery } from './run-query.ts';

/** SOQL text to result, as the query resource and Apex's Database.query need it. Throws a PlatformError. */
export const queryText =
  (deps: EngineDeps) =>
  (text: string, options: { allRows?: boolean } = {}): QueryResult => {
    const query = readQuery(parseQuery(text));
    return runQuery(deps)({ ...query, allRows: options.allRows === true || query.allRows }, text);
  };
