import { collationKey } from '../database/collation-key.ts';
import { compareText } from '../database/compare-text.ts';
import type { FieldValue } from '../database/database.ts';
import type { Field } from '../schema/schema.ts';

/** Ids and fields declared case-sensitive keep their case; every other text is compared by its upper-case characters. */
const keepsCase = (field: Field) => field.caseSensitive || field.type === 'id' || field.type === 'reference';

/** The form of a field's value under which equal values are identical and `orderOf` sorts. */
export const comparable = (field: Field, value: FieldValue): FieldValue =>
  typeof value === 'string' && !keepsCase(field) ? collationKey(value) : value;

/** Order of two comparable values of one field, neither of them null. */
export const orderOf = (left: FieldValue, right: FieldValue): number => {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return Number(left) - Number(right);
};
