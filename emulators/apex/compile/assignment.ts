import type { AssignExpressionContext, PostOpExpressionContext, PreOpExpressionContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { Frame } from '../frame.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { Value } from '../values/value.ts';
import type { Operator } from './arithmetic.ts';
import type { Body, Tree } from './body.ts';
import { conversion, convert } from './convert.ts';
import type { Expression, Place } from './expression.ts';
import { binaryOperation, compileBinary } from './operators.ts';

const placeOf = (body: Body, target: Expression, at: Tree): Place => {
  if (!target.place) throw body.fault(at, `Expression cannot be assigned: ${at.getText()}`);
  return target.place;
};

/** What `target op= value` stores for the value that was there. */
const changeBy = (body: Body, operator: Operator, parts: { target: Expression; value: Expression; at: Tree }) => {
  const { target, value, at } = parts;
  const { type, right, operate } = binaryOperation(body, operator, { left: target, right: value, at });
  const widen = conversion(target.type, type);
  const narrow = conversion(type, target.type);
  return (before: Value, frame: Frame): Value => {
    const after = operate(before !== null && widen ? widen(before) : before, right.run(frame));
    return after !== null && narrow ? narrow(after) : after;
  };
};

/** `=` and the compound assignments. */
export const compileAssignment = (body: Body, tree: AssignExpressionContext): Expression => {
  const [target, value] = tree.expression_list().map((each) => body.expression(each));
  if (!target || !value) throw body.fault(tree, 'an operand is missing');
  const place = placeOf(body, target, tree);
  if (optional(tree.ASSIGN())) return { type: target.type, run: place.assign(convert(value, target.type)) };
  const operator = tree.getChild(1).getText().slice(0, -1) as Operator;
  const update = place.update(changeBy(body, operator, { target, value, at: tree }));
  return { type: target.type, run: (frame) => update(frame).after };
};

const oneOf = (body: Body): Expression => ({ type: body.engine.types.get('Integer'), run: () => 1 });

const step = (body: Body, target: Expression, { operator, at }: { operator: Operator; at: Tree }) =>
  placeOf(body, target, at).update(changeBy(body, operator, { target, value: oneOf(body), at }));

/** `i++` and `i--`. */
export const compilePostfix = (body: Body, tree: PostOpExpressionContext): Expression => {
  const target = body.expression(tree.expression());
  const update = step(body, target, { operator: optional(tree.INC()) ? '+' : '-', at: tree });
  return { type: target.type, run: (frame) => update(frame).before };
};

const zero = (body: Body, type: ApexType): Expression => {
  const integer: Expression = { type: body.engine.types.get('Integer'), run: () => 0 };
  return { type, run: convert(integer, type) };
};

/** `++i`, `--i`, `+x` and `-x`. */
export const compilePrefix = (body: Body, tree: PreOpExpressionContext): Expression => {
  const target = body.expression(tree.expression());
  if (optional(tree.ADD())) return { type: target.type, run: target.run };
  if (optional(tree.SUB())) return compileBinary(body, '-', { left: zero(body, target.type), right: target, at: tree });
  const update = step(body, target, { operator: optional(tree.INC()) ? '+' : '-', at: tree });
  return { type: target.type, run: (frame) => update(frame).after };
};
