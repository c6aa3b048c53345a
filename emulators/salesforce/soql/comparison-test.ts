import type { FieldValue } from '../database/database.ts';
import type { Field } from '../schema/schema.ts';
import { comparable, orderOf } from './compare-values.ts';
import { storedRange } from './date-range.ts';
import type { OperandValues } from './operand-values.ts';
import type { Operator } from './query.ts';
import { stringLiteral } from './string-literal.ts';

type Test = (value: FieldValue) => boolean;
type Input = { readonly field: Field; readonly operator: Operator; readonly operand: OperandValues };

const oneOf = (field: Field, values: readonly FieldValue[]): Test => {
  const wanted = new Set(values.map((value) => comparable(field, plain(value))));
  return (value) => wanted.has(comparable(field, value));
};

const plain = (value: FieldValue): FieldValue => (typeof value === 'string' ? stringLiteral.plain(value) || null : value);

/** Null is neither before nor after anything. */
const ordered = (field: Field, limit: FieldValue, accepts: (order: number) => boolean): Test => {
  const key = comparable(field, plain(limit));
  return (value) => value !== null && key !== null && accepts(orderOf(comparable(field, value), key));
};

const like = (values: readonly FieldValue[]): Test => {
  const patterns = values.filter((value) => typeof value === 'string').map(stringLiteral.likePattern);
  return (value) => typeof value === 'string' && patterns.some((pattern) => pattern.test(value));
};

/** `'a;b'` asks for both; several values ask for any of them. */
const includes = (values: readonly FieldValue[]): Test => {
  const wanted = values.map((value) => String(value).split(';'));
  return (value) => {
    const chosen = typeof value === 'string' ? value.split(';') : [];
    return wanted.some((all) => all.every((each) => chosen.includes(each)));
  };
};

const not =
  (test: Test): Test =>
  (value) =>
    !test(value);

const rangeTest = ({ field, operator, operand }: Input): Test => {
  const range = operand.range && storedRange(operand.range, field.type === 'date' ? 'date' : 'datetime');
  if (!range) return () => false;
  const { from, until } = range;
  const tests: Partial<Record<Operator, (text: string) => boolean>> = {
    '=': (text) => text >= from && text < until,
    '!=': (text) => text < from || text >= until,
    '<': (text) => text < from,
    '<=': (text) => text < until,
    '>': (text) => text >= until,
    '>=': (text) => text >= from,
  };
  const test = tests[operator] ?? (() => false);
  return (value) => typeof value === 'string' && test(value);
};

/** The test of one field's value; `!=` and NOT IN pass for an empty field, as in SOQL. */
export const comparisonTest = (input: Input): Test => {
  const { field, operator, operand } = input;
  if (operand.range) return rangeTest(input);
  const { values } = operand;
  const [first = null] = values;
  switch (operator) {
    case '=':
    case 'IN':
      return oneOf(field, values);
    case '!=':
    case 'NOT IN':
      return not(oneOf(field, values));
    case '<':
      return ordered(field, first, (order) => order < 0);
    case '<=':
      return ordered(field, first, (order) => order <= 0);
    case '>':
      return ordered(field, first, (order) => order > 0);
    case '>=':
      return ordered(field, first, (order) => order >= 0);
    case 'LIKE':
      return like(values);
    case 'INCLUDES':
      return includes(values);
    case 'EXCLUDES':
      return not(includes(values));
  }
};
