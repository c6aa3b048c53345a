import type { FieldValue, Row } from '../database/database.ts';
import { comparable, orderOf } from './compare-values.ts';
import { type FieldPath, resolvePath } from './field-path.ts';
import { queryError } from './query-error.ts';
import type { AggregateName, Query } from './query.ts';
import type { QueryRecord } from './record.ts';
import type { Scope } from './scope.ts';

type Column = { readonly name: string; readonly read: (rows: readonly Row[]) => FieldValue };

const sum = (values: readonly FieldValue[]) => values.reduce<number>((total, value) => total + Number(value), 0);

const sorted = (path: FieldPath, values: readonly FieldValue[]) =>
  values.toSorted((left, right) => orderOf(comparable(path.field, left), comparable(path.field, right)));

/** Empty fields do not count; of no values at all the sum, mean, least and greatest are null. */
const functions: Readonly<Record<AggregateName, (path: FieldPath, values: readonly FieldValue[]) => FieldValue>> = {
  COUNT: (_path, values) => values.length,
  COUNT_DISTINCT: (path, values) => new Set(values.map((value) => comparable(path.field, value))).size,
  SUM: (_path, values) => (values.length > 0 ? sum(values) : null),
  AVG: (_path, values) => (values.length > 0 ? sum(values) / values.length : null),
  MIN: (path, values) => sorted(path, values)[0] ?? null,
  MAX: (path, values) => sorted(path, values).at(-1) ?? null,
};

const compileColumns = (scope: Scope, query: Query, groups: readonly FieldPath[]): Column[] => {
  let unnamed = 0;
  return query.select.map((item): Column => {
    if (item.kind === 'aggregate') {
      const path = resolvePath(scope, item.path);
      const values = (rows: readonly Row[]) => rows.map((row) => path.read(row)).filter((value) => value !== null);
      return { name: item.alias ?? `expr${unnamed++}`, read: (rows) => functions[item.name](path, values(rows)) };
    }
    const path = item.kind === 'field' ? resolvePath(scope, item.path) : undefined;
    const grouped = path && groups.some((group) => group.field === path.field && group.parents.length === path.parents.length);
    if (item.kind === 'field' && path && grouped) {
      return { name: item.alias ?? path.field.name, read: ([row]) => (row ? path.read(row) : null) };
    }
    const at = item.kind === 'field' ? item.path.at : query.from.at;
    const name = item.kind === 'field' ? item.path.steps.join('.') : item.kind;
    throw queryError(scope.source, at, { errorCode: 'MALFORMED_QUERY', message: `Field must be grouped or aggregated: ${name}` });
  });
};

/** GROUP BY and the aggregate functions; groups come in the order of their first row. */
export const aggregateRows = (scope: Scope, query: Query, rows: readonly Row[]): QueryRecord[] => {
  const paths = query.groupBy.map((path) => resolvePath(scope, path));
  const columns = compileColumns(scope, query, paths);
  const keyOf = (row: Row) => JSON.stringify(paths.map((path) => comparable(path.field, path.read(row))));
  const groups = Map.groupBy(rows, keyOf);
  if (paths.length === 0 && groups.size === 0) groups.set('', []);
  return [...groups.values()].map((group) => ({
    attributes: { type: 'AggregateResult', id: null },
    fields: Object.fromEntries(columns.map((column) => [column.name, column.read(group)])),
  }));
};
