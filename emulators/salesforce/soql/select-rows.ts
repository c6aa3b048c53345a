import { PlatformError } from '../platform-error.ts';
import type { FieldValue, Row } from '../database/database.ts';
import { compileCondition } from './compile-condition.ts';
import { demandedValues } from './demanded-values.ts';
import type { Filter } from './filter.ts';
import { resolvePath } from './field-path.ts';
import { queryError } from './query-error.ts';
import type { Query, RowCount } from './query.ts';
import { createScope, type Scope } from './scope.ts';
import { compileSort } from './sort-rows.ts';

/** SOQL and SOSL Reference, "OFFSET". */
const MAX_OFFSET = 2000;

const readCount = (scope: Scope, count: RowCount | undefined): number | undefined => {
  if (count === undefined || typeof count === 'number') return count;
  const bound = scope.deps.bind?.(count.expression);
  if (typeof bound === 'number') return bound;
  throw new PlatformError({ errorCode: 'MALFORMED_QUERY', message: 'Bind variables only allowed in Apex code' });
};

const readOffset = (scope: Scope, query: Query): number => {
  const offset = readCount(scope, query.offset) ?? 0;
  if (offset <= MAX_OFFSET) return offset;
  throw new PlatformError({ errorCode: 'NUMBER_OUTSIDE_VALID_RANGE', message: `Maximum SOQL offset allowed is ${MAX_OFFSET}` });
};

/** The one column of a semi-join's inner query; the platform wants an id or a reference there. */
const semiJoinValues = (query: Query, outer: Scope): readonly FieldValue[] => {
  const scope = createScope(outer.deps, { ...query, source: outer.source });
  const [item] = query.select;
  const path = item?.kind === 'field' && query.select.length === 1 ? resolvePath(scope, item.path) : undefined;
  if (!path || (path.field.type !== 'id' && path.field.type !== 'reference')) {
    const message = 'The inner select must return exactly one field, an ID or a reference';
    throw queryError(outer.source, query.from.at, { errorCode: 'MALFORMED_QUERY', message });
  }
  return selectRows(scope, query)
    .map((row) => path.read(row))
    .filter((value) => value !== null);
};

/** The rows to look at: computed ones, those that an index gives, else all. */
const sourceRows = (scope: Scope, query: Query, filter: Filter | undefined): readonly Row[] => {
  const compute = scope.deps.computed?.[scope.object.name];
  if (compute) return compute(demandedValues(scope, query.where, semiJoinValues));
  return filter?.candidates() ?? scope.deps.database.allRows(scope.object.name);
};

/**
 * The rows that a query finds, in order, after OFFSET and LIMIT. `restrict` narrows a child query to its parent's children.
 * Index lookups give rows in no set order, so rows are put back into the order of their making.
 */
export const selectRows = (scope: Scope, query: Query, restrict?: readonly Row[]): readonly Row[] => {
  const filter = query.where && compileCondition(scope, query.where, semiJoinValues);
  const sort = compileSort(scope, query.orderBy);
  const offset = readOffset(scope, query);
  const limit = readCount(scope, query.limit);
  const source = restrict ?? sourceRows(scope, query, filter);
  const { viewer } = scope.deps;
  const isWanted = (row: Row) => (query.allRows || row['IsDeleted'] !== true) && (filter?.test(row) ?? true);
  const found = source.filter((row) => isWanted(row) && viewer?.record?.(scope.object, row) !== false);
  const sorted = sort(found, limit === undefined ? undefined : offset + limit);
  return offset === 0 && limit === undefined ? sorted : sorted.slice(offset, limit === undefined ? undefined : offset + limit);
};
