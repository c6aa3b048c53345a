import type { Row } from '../database/database.ts';
import type { EngineDeps } from './engine-deps.ts';
import { aggregateRows } from './aggregate-rows.ts';
import { compileSelect, type RunChildren } from './compile-select.ts';
import { queryError } from './query-error.ts';
import type { Query } from './query.ts';
import type { QueryRecord, QueryResult } from './record.ts';
import { refuseUnfiltered } from './refuse-unfiltered.ts';
import { createScope, type Scope } from './scope.ts';
import { selectRows } from './select-rows.ts';

/** `(SELECT Id FROM Contacts)` under Account: the relationship's name, and its rows for one parent; null where there are none. */
const runChildren: RunChildren = (outer, query) => {
  const wanted = query.from.steps.join('.');
  const { schema, database } = outer.deps;
  const relationship = schema.childRelationships(outer.object).find((each) => each.name.toLowerCase() === wanted.toLowerCase());
  if (!relationship) {
    const message = `Didn't understand relationship '${wanted}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
    throw queryError(outer.source, query.from.at, { errorCode: 'INVALID_TYPE', message });
  }
  const scope: Scope = { ...outer, object: relationship.object, alias: query.alias };
  const toRecord = compileSelect(scope, query, runChildren);
  return {
    name: relationship.name,
    children: (parent) => {
      const own = database.findBy(relationship.object.name, relationship.field.name, [parent['Id'] ?? null]);
      const records = selectRows(scope, query, own).map(toRecord);
      return records.length > 0 ? { totalSize: records.length, records } : null;
    },
  };
};

const isAggregate = (query: Query) => query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate');

const recordsOf = (scope: Scope, query: Query, among?: readonly Row[]): QueryResult => {
  if (query.select.length === 1 && query.select[0]?.kind === 'count')
    return { totalSize: selectRows(scope, query, among).length, records: [] };
  if (isAggregate(query)) {
    const records: QueryRecord[] = aggregateRows(scope, query, selectRows(scope, query, among));
    return { totalSize: records.length, records };
  }
  const toRecord = compileSelect(scope, query, runChildren);
  const records = selectRows(scope, query, among).map(toRecord);
  return { totalSize: records.length, records };
};

/** Runs a query that was read from `source`; throws a PlatformError as the query resource would answer. Knows nothing of HTTP.
 * `among` are the only rows looked at, where a search has found them already. */
export const runQuery =
  (deps: EngineDeps) =>
  (query: Query, source: string, among?: readonly Row[]): QueryResult => {
    refuseUnfiltered(query, source);
    return recordsOf(createScope(deps, { ...query, source }), query, among);
  };
