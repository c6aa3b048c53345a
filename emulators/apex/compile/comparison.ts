import type { CmpExpressionContext, EqualityExpressionContext } from '@apexdevtools/apex-parser';
import { recordId } from '../../salesforce/schema/record-id.ts';
import { optional } from '../../salesforce/soql/optional.ts';
import { compareValues } from '../values/compare.ts';
import { asDecimal, isEqual } from '../values/equality.ts';
import type { Value } from '../values/value.ts';
import type { Body } from './body.ts';
import type { Expression } from './expression.ts';

const pair = (body: Body, tree: { expression_list(): Parameters<Body['expression']>[0][] }): readonly [Expression, Expression] => {
  const [left, right] = tree.expression_list().map((each) => body.expression(each));
  if (!left || !right) throw new Error('a comparison has two sides');
  return [left, right];
};

/** 15 and 18 characters name the same record. */
const asId = (value: Value): Value => (typeof value === 'string' ? (recordId.parse(value) ?? value) : value);

const same = (left: Value, right: Value): boolean => isEqual(left, right, 'ignoring case');
const sameId = (left: Value, right: Value): boolean => isEqual(asId(left), asId(right), 'ignoring case');
const identical = (left: Value, right: Value): boolean =>
  left === right ||
  (left !== null && right !== null && asDecimal(left) !== undefined && asDecimal(right) !== undefined && same(left, right));

/** `==`, `!=`, `<>`, `===` and `!==`. */
export const compileEquality = (body: Body, tree: EqualityExpressionContext): Expression => {
  const [left, right] = pair(body, tree);
  const isExact = Boolean(optional(tree.TRIPLEEQUAL()) ?? optional(tree.TRIPLENOTEQUAL()));
  const isNegated = Boolean(optional(tree.NOTEQUAL()) ?? optional(tree.TRIPLENOTEQUAL()) ?? optional(tree.LESSANDGREATER()));
  const ids = [left, right].some(({ type }) => type.name === 'Id');
  const test = isExact ? identical : ids ? sameId : same;
  return { type: body.engine.types.get('Boolean'), run: (frame) => test(left.run(frame), right.run(frame)) !== isNegated };
};

const orderOf = (left: Value, right: Value): number =>
  typeof left === 'string' && typeof right === 'string'
    ? compareValues(left.toLowerCase(), right.toLowerCase())
    : compareValues(left, right);

/** Null makes `<` and its kin false for numbers and dates; a text is greater than null (Apex Developer Guide, "Expression Operators"). */
export const compileOrder = (body: Body, tree: CmpExpressionContext): Expression => {
  const [left, right] = pair(body, tree);
  const isLess = Boolean(optional(tree.LT()));
  const orEqual = Boolean(optional(tree.ASSIGN()));
  const texts = [left, right].every(({ type }) => type.name === 'String' || type.name === 'Id' || type.kind === 'null');
  const accepts = (order: number): boolean => (order === 0 ? orEqual : order < 0 === isLess);
  return {
    type: body.engine.types.get('Boolean'),
    run: (frame) => {
      const [one, other] = [left.run(frame), right.run(frame)];
      return (texts || (one !== null && other !== null)) && accepts(orderOf(one, other));
    },
  };
};
