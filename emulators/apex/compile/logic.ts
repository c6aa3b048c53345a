import type {
  CoalExpressionContext,
  CondExpressionContext,
  ExpressionContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  NegExpressionContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import { conversionCost } from '../types/conversion-cost.ts';
import type { ApexType } from '../types/apex-type.ts';
import { nullPointer } from '../values/apex-error.ts';
import type { Body, Tree } from './body.ts';
import { convert } from './convert.ts';
import type { Expression, Run } from './expression.ts';
import { safeOwner } from './member-access.ts';

/** A condition; null is none. */
export const compileCondition = (body: Body, tree: ExpressionContext): ((frame: Parameters<Run>[0]) => boolean) => {
  const { run, type } = body.expression(tree);
  if (type.name !== 'Boolean' && type.kind !== 'null') throw body.fault(tree, `Condition expression must be of type Boolean: ${type.name}`);
  return (frame) => {
    const value = run(frame);
    if (value === null) throw nullPointer();
    return value as boolean;
  };
};

const both = (body: Body, tree: LogAndExpressionContext | LogOrExpressionContext) => {
  const [left, right] = tree.expression_list().map((each) => compileCondition(body, each));
  if (!left || !right) throw body.fault(tree, 'an operand is missing');
  return { left, right, type: body.engine.types.get('Boolean') };
};

export const compileAnd = (body: Body, tree: LogAndExpressionContext): Expression => {
  const { left, right, type } = both(body, tree);
  return { type, run: (frame) => left(frame) && right(frame) };
};

export const compileOr = (body: Body, tree: LogOrExpressionContext): Expression => {
  const { left, right, type } = both(body, tree);
  return { type, run: (frame) => left(frame) || right(frame) };
};

/** `!condition` and `~bits`. */
export const compileNegation = (body: Body, tree: NegExpressionContext): Expression => {
  if (optional(tree.BANG())) {
    const condition = compileCondition(body, tree.expression());
    return { type: body.engine.types.get('Boolean'), run: (frame) => !condition(frame) };
  }
  const { type, run } = body.expression(tree.expression());
  if (type.name !== 'Integer' && type.name !== 'Long') throw body.fault(tree, `~ is not modelled for ${type.name}`);
  return {
    type,
    run: (frame) => {
      const value = run(frame);
      if (value === null) throw nullPointer();
      return ~(value as number);
    },
  };
};

/** The type of a choice between two: the one that takes the other's values, else what both are. */
const commonType = (body: Body, left: ApexType, right: ApexType): ApexType => {
  if (left.kind === 'null') return right;
  if (right.kind === 'null' || left === right) return left;
  const [toLeft, toRight] = [conversionCost(right, left), conversionCost(left, right)];
  if (!Number.isFinite(toLeft) && !Number.isFinite(toRight)) return body.engine.types.get('Object');
  if (left.kind === 'object' || right.kind === 'object') return body.engine.types.get('Object');
  return toLeft <= toRight ? left : right;
};

const choice = (body: Body, left: Expression, right: Expression) => {
  const type = commonType(body, left.type, right.type);
  return { type, left: convert(left, type), right: convert(right, type) };
};

const required = <T>(body: Body, part: T | undefined, at: Tree): T => {
  if (part === undefined) throw body.fault(at, 'an operand is missing');
  return part;
};

/** `condition ? left : right`. */
export const compileChoice = (body: Body, tree: CondExpressionContext): Expression => {
  const [first, second, third] = tree.expression_list();
  const condition = compileCondition(body, required(body, first, tree));
  const left = body.expression(required(body, second, tree));
  const { type, ...sides } = choice(body, left, body.expression(required(body, third, tree)));
  return { type, run: (frame) => (condition(frame) ? sides.left(frame) : sides.right(frame)) };
};

/** `left ?? right`; a query without rows counts as null where a record is wanted. */
export const compileCoalesce = (body: Body, tree: CoalExpressionContext): Expression => {
  const [first, second] = tree.expression_list().map((each) => body.expression(each));
  const [left, right] = [required(body, first, tree), required(body, second, tree)];
  const asRow = left.isQuery === true && right.type.kind === 'sobject';
  const row: Expression = asRow ? { type: left.type.args[0] ?? left.type, run: safeOwner(left) } : left;
  const { type, ...sides } = choice(body, row, right);
  return { type, run: (frame) => sides.left(frame) ?? sides.right(frame) };
};
