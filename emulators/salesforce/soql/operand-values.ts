import type { FieldValue } from '../database/database.ts';
import { moment } from '../database/moment.ts';
import { recordId } from '../schema/record-id.ts';
import type { Field, FieldType } from '../schema/schema.ts';
import { type DateRange, dateRange } from './date-range.ts';
import { queryError } from './query-error.ts';
import type { Operand, Position, Query, Scalar } from './query.ts';
import type { Scope } from './scope.ts';
import { stringLiteral } from './string-literal.ts';

export type SubQueryValues = (query: Query, scope: Scope) => readonly FieldValue[];
export type OperandValues = { readonly values: readonly FieldValue[]; readonly range?: DateRange };

type Context = { readonly scope: Scope; readonly field: Field; readonly at: Position };

const NUMBERS: readonly FieldType[] = ['int', 'double', 'currency', 'percent'];

const typeName = (field: Field) => (NUMBERS.includes(field.type) ? 'double' : field.type === 'datetime' ? 'dateTime' : field.type);

const wrongType = ({ scope, field, at }: Context) => {
  const quoted = !['double', 'boolean', 'date', 'dateTime'].includes(typeName(field));
  const type = quoted ? 'string' : typeName(field);
  const quotes = quoted ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  const message = `value of filter criterion for field '${field.name}' must be of type ${type} and ${quotes}`;
  return queryError(scope.source, at, { errorCode: 'INVALID_FIELD', message });
};

const idValue = (context: Context, text: string): FieldValue => {
  const id = recordId.parse(text);
  if (id) return id;
  throw queryError(context.scope.source, context.at, { errorCode: 'INVALID_QUERY_FILTER_OPERATOR', message: `invalid ID field: ${text}` });
};

const textValue = (context: Context, text: string): FieldValue => {
  const { type } = context.field;
  if (type === 'id' || type === 'reference') return idValue(context, stringLiteral.plain(text));
  if (['boolean', 'date', 'datetime'].includes(type) || NUMBERS.includes(type)) throw wrongType(context);
  return text === '' ? null : text;
};

const dateValue = (context: Context, operand: Extract<Scalar, { kind: 'date' | 'datetime' }>): FieldValue => {
  if (context.field.type !== operand.kind) throw wrongType(context);
  const value = operand.kind === 'date' ? moment.parseDate(operand.text) : moment.parseDateTime(operand.text);
  if (value !== undefined) return value;
  throw queryError(context.scope.source, context.at, { errorCode: 'MALFORMED_QUERY', message: `Invalid ${operand.kind}: ${operand.text}` });
};

const formulaRange = (context: Context, text: string): DateRange => {
  if (context.field.type !== 'date' && context.field.type !== 'datetime') throw wrongType(context);
  const range = dateRange(text, context.scope.deps.clock.now());
  if (range) return range;
  throw queryError(context.scope.source, context.at, {
    errorCode: 'MALFORMED_QUERY',
    message: `the date literal ${text} is not modelled by this emulator`,
  });
};

const scalarValue = (context: Context, operand: Exclude<Scalar, { kind: 'dateFormula' }>): FieldValue => {
  switch (operand.kind) {
    case 'null':
      return null;
    case 'string':
      return textValue(context, operand.value);
    case 'number':
      if (!NUMBERS.includes(context.field.type)) throw wrongType(context);
      return operand.value;
    case 'boolean':
      if (context.field.type !== 'boolean') throw wrongType(context);
      return operand.value;
    case 'date':
    case 'datetime':
      return dateValue(context, operand);
  }
};

const boundValues = (context: Context, operand: Extract<Operand, { kind: 'bind' }>): readonly FieldValue[] => {
  const { bind } = context.scope.deps;
  if (!bind)
    throw queryError(context.scope.source, context.at, {
      errorCode: 'MALFORMED_QUERY',
      message: 'Bind variables only allowed in Apex code',
    });
  const bound = bind(operand.expression);
  const isId = context.field.type === 'id' || context.field.type === 'reference';
  return [bound].flat().map((value) => (isId && typeof value === 'string' ? idValue(context, value) : value));
};

/** What a comparison's right-hand side stands for, checked against the type of the field on its left. */
export const operandValues =
  (subQueryValues: SubQueryValues) =>
  (context: Context, operand: Operand): OperandValues => {
    switch (operand.kind) {
      case 'list':
        return { values: operand.values.flatMap((each) => operandValues(subQueryValues)(context, each).values) };
      case 'query':
        return { values: subQueryValues(operand.query, context.scope) };
      case 'bind':
        return { values: boundValues(context, operand) };
      case 'dateFormula':
        return { values: [], range: formulaRange(context, operand.text) };
      default:
        return { values: [scalarValue(context, operand)] };
    }
  };
