import type { Field, FieldType } from '../schema/schema.ts';
import { queryError } from './query-error.ts';
import type { Condition } from './query.ts';
import type { Scope } from './scope.ts';

type Comparison = Extract<Condition, { kind: 'compare' }>;

const NO_LIKE: readonly FieldType[] = [
  'id',
  'reference',
  'boolean',
  'date',
  'datetime',
  'int',
  'double',
  'currency',
  'percent',
  'multipicklist',
];
const ORDERS: readonly string[] = ['<', '<=', '>', '>='];

const allowed = (field: Field, { operator }: Comparison): boolean => {
  if (operator === 'LIKE') return !NO_LIKE.includes(field.type);
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return field.type === 'multipicklist';
  if (ORDERS.includes(operator)) return field.type !== 'boolean' && field.type !== 'multipicklist';
  return true;
};

const isList = ({ operand }: Comparison) => operand.kind === 'list' || operand.kind === 'query';

/** Refuses what the platform refuses before it looks at any row: unfilterable fields, operators that do not fit the type, IN without a list. */
export const checkOperator = (scope: Scope, field: Field, comparison: Comparison): void => {
  const fail = (errorCode: string, message: string) => queryError(scope.source, comparison.at, { errorCode, message });
  if (!field.filterable) throw fail('INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
  if (!allowed(field, comparison)) {
    const type = field.type === 'reference' ? 'id' : field.type;
    throw fail('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${type} field`);
  }
  const wantsList = comparison.operator === 'IN' || comparison.operator === 'NOT IN';
  if (isList(comparison) && !wantsList && comparison.operator !== 'INCLUDES' && comparison.operator !== 'EXCLUDES') {
    throw fail('MALFORMED_QUERY', "unexpected token: '('");
  }
  if (wantsList && !isList(comparison) && comparison.operand.kind !== 'bind') {
    throw fail('MALFORMED_QUERY', 'a list of values or a subquery is expected after IN');
  }
};
