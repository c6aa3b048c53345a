import type { FieldValue, Row } from '../database/database.ts';
import type { Field } from '../schema/schema.ts';
import { comparable, orderOf } from './compare-values.ts';
import { resolvePath } from './field-path.ts';
import { queryError } from './query-error.ts';
import type { Ordering } from './query.ts';
import type { Scope } from './scope.ts';

type Key = { readonly read: (row: Row) => FieldValue; readonly descending: boolean; readonly nullsLast: boolean };

/** Picklists sort in the order in which Setup lists their values (SOQL and SOSL Reference, "ORDER BY"). */
const sortKey = (field: Field, value: FieldValue): FieldValue => {
  const position = field.type === 'picklist' ? field.picklistValues.findIndex((each) => each.value === value) : -1;
  return position >= 0 ? position : comparable(field, value);
};

const compileKey = (scope: Scope, ordering: Ordering): Key => {
  const path = resolvePath(scope, ordering.path);
  if (!path.field.sortable) {
    const message = `field '${path.field.name}' can not be sorted in a query call`;
    throw queryError(scope.source, ordering.path.at, { errorCode: 'INVALID_FIELD', message });
  }
  return { ...ordering, read: (row) => sortKey(path.field, path.read(row)) };
};

const compareKey = (key: Key, left: FieldValue, right: FieldValue): number => {
  if (left === null || right === null) {
    if (left === right) return 0;
    return (left === null) === key.nullsLast ? 1 : -1;
  }
  return key.descending ? orderOf(right, left) : orderOf(left, right);
};

/** ORDER BY: checks the fields at once, then sorts; keys are computed once a row, ties keep the order they came in. */
export const compileSort = (scope: Scope, orderings: readonly Ordering[]): ((rows: readonly Row[]) => readonly Row[]) => {
  const keys = orderings.map((ordering) => compileKey(scope, ordering));
  if (keys.length === 0) return (rows) => rows;
  return (rows) =>
    rows
      .map((row) => ({ row, values: keys.map((key) => key.read(row)) }))
      .sort((left, right) => {
        for (const [at, key] of keys.entries()) {
          const order = compareKey(key, left.values[at] ?? null, right.values[at] ?? null);
          if (order !== 0) return order;
        }
        return 0;
      })
      .map(({ row }) => row);
};
