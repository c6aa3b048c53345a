import type { FieldValue, Row } from '../database/database.ts';
import type { FieldPath } from './field-path.ts';
import type { OperandValues } from './operand-values.ts';
import type { Operator } from './query.ts';
import type { Scope } from './scope.ts';
import { stringLiteral } from './string-literal.ts';

/** Fields with so few values that an index on them spares nothing. */
const POOR_INDEX = new Set(['boolean', 'multipicklist']);

const MAX_VALUES = 10_000;

const nonNull = (values: readonly FieldValue[]): FieldValue[] | undefined => {
  const plain = values.map((value) => (typeof value === 'string' ? stringLiteral.plain(value) : value));
  return plain.length > MAX_VALUES || plain.some((value) => value === null || value === '') ? undefined : plain;
};

/**
 * The rows for which `path = value` can hold, by index: first the records at the path's end, then step by step those that refer
 * to them. Undefined where an index does not help (null, polymorphic parents, other operators).
 */
export const indexCandidates = (
  scope: Scope,
  path: FieldPath,
  comparison: { operator: Operator; operand: OperandValues },
): readonly Row[] | undefined => {
  const { operator, operand } = comparison;
  const values = operand.range || (operator !== '=' && operator !== 'IN') ? undefined : nonNull(operand.values);
  if (!values || POOR_INDEX.has(path.field.type)) return undefined;
  if (path.parents.some((parent) => parent.referenceTo.length !== 1)) return undefined;
  const objects = [scope.object.name, ...path.parents.map((parent) => parent.referenceTo[0] ?? '')];
  const { database } = scope.deps;
  let rows = database.findBy(objects.at(-1) ?? '', path.field.name, values);
  for (const [distance, parent] of path.parents.toReversed().entries()) {
    const ids = rows.map((row) => row['Id'] ?? null);
    rows = database.findBy(objects.at(-2 - distance) ?? '', parent.name, ids);
  }
  return rows;
};
