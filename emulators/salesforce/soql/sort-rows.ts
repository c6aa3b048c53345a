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

type Sorted = { readonly row: Row; readonly values: readonly FieldValue[] };
type Compare = (left: Sorted, right: Sorted) => number;

const compareBy =
  (keys: readonly Key[]): Compare =>
  (left, right) => {
    for (const [at, key] of keys.entries()) {
      const order = compareKey(key, left.values[at] ?? null, right.values[at] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  };

type Pick = { readonly sorted: (row: Row) => Sorted; readonly count: number; readonly compare: Compare };

/** A page of so many rows is picked in one pass; beyond, sorting everything costs no more. */
const MOST_PICKED = 1_000;

/** The first rows in order, without sorting the others: a page of a long list. */
const pickFirst = (rows: readonly Row[], { sorted, count, compare }: Pick): Sorted[] => {
  const first: Sorted[] = [];
  for (const each of rows) {
    const row = sorted(each);
    const last = first[count - 1];
    if (last && compare(row, last) >= 0) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(row, first[middle] ?? row) < 0) high = middle;
      else low = middle + 1;
    }
    first.splice(low, 0, row);
    if (first.length > count) first.pop();
  }
  return first;
};

/**
 * ORDER BY: checks the fields at once, then sorts; keys are computed once a row, ties keep the order they came in. Rows beyond `count` may be
 * left out.
 */
export const compileSort = (scope: Scope, orderings: readonly Ordering[]): ((rows: readonly Row[], count?: number) => readonly Row[]) => {
  const keys = orderings.map((ordering) => compileKey(scope, ordering));
  if (keys.length === 0) return (rows) => rows;
  const compare = compareBy(keys);
  const sorted = (row: Row): Sorted => ({ row, values: keys.map((key) => key.read(row)) });
  return (rows, count = Infinity) => {
    const isPage = count > 0 && count <= MOST_PICKED && count < rows.length;
    const ordered = isPage ? pickFirst(rows, { sorted, count, compare }) : rows.map(sorted).sort(compare);
    return ordered.map(({ row }) => row);
  };
};
