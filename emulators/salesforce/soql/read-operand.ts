import type { ValueContext } from '@apexdevtools/apex-parser';
import { PlatformError } from '../platform-error.ts';
import { optional } from './optional.ts';
import type { Operand, Query } from './query.ts';
import { stringLiteral } from './string-literal.ts';
import type { SubQueryContext } from '@apexdevtools/apex-parser';

const readScalar = (value: ValueContext): Operand => {
  const text = value.getText();
  if (optional(value.NULL())) return { kind: 'null' };
  if (optional(value.BooleanLiteral())) return { kind: 'boolean', value: text.toLowerCase() === 'true' };
  if (optional(value.StringLiteral())) return { kind: 'string', value: stringLiteral.read(text) };
  if (optional(value.DateTimeLiteral())) return { kind: 'datetime', text };
  if (optional(value.DateLiteral())) return { kind: 'date', text };
  if (optional(value.dateFormula())) return { kind: 'dateFormula', text: text.toUpperCase() };
  if (optional(value.signedNumber())) return { kind: 'number', value: Number(text) };
  throw new PlatformError({ errorCode: 'MALFORMED_QUERY', message: `value ${text} is of a kind that is not modelled` });
};

/** The right-hand side of a comparison. */
export const readOperand = (value: ValueContext, readSubQuery: (tree: SubQueryContext) => Query): Operand => {
  const bound = optional(value.boundExpression());
  if (bound) return { kind: 'bind', expression: bound.expression() };
  const subQuery = optional(value.subQuery());
  if (subQuery) return { kind: 'query', query: readSubQuery(subQuery) };
  const list = optional(value.valueList());
  if (list) return { kind: 'list', values: list.value_list().map((each) => readOperand(each, readSubQuery)) };
  return readScalar(value);
};
