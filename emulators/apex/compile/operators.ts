import type { ApexType } from '../types/apex-type.ts';
import { type Operation, type Operator, operationOn } from './arithmetic.ts';
import type { Body, Tree } from './body.ts';
import { convert } from './convert.ts';
import type { Expression } from './expression.ts';

const RANK = ['Integer', 'Long', 'Double', 'Decimal'];

/** The type in which two operands meet: text wins over everything for `+`, then the wider number (Apex Developer Guide, "Expression Operators"). */
const meetingType = (operator: Operator, left: ApexType, right: ApexType): string | undefined => {
  if (operator === '+' && [left, right].some((type) => type.name === 'String' || type.name === 'Id')) return 'String';
  if (left.name === 'Date' || left.name === 'Datetime') return left.name;
  if (operator.length > 1 && RANK.indexOf(left.name) <= 1) return left.name;
  const ranks = [RANK.indexOf(left.name), RANK.indexOf(right.name)];
  if (!ranks.includes(-1)) return RANK[Math.max(...ranks)];
  return left === right ? left.name : undefined;
};

/** An operator between two static types, with the operands brought to the type in which they meet. */
export const binaryOperation = (
  body: Body,
  operator: Operator,
  operands: { left: Expression; right: Expression; at: Tree },
): { type: ApexType; left: Expression; right: Expression; operate: Operation } => {
  const { left, right, at } = operands;
  const name = meetingType(operator, left.type, right.type);
  const operate = name === undefined ? undefined : operationOn[name]?.(operator);
  if (name === undefined || !operate) throw body.fault(at, `${operator} is not modelled between ${left.type.name} and ${right.type.name}`);
  const type = body.engine.types.get(name);
  const isDate = name === 'Date' || name === 'Datetime';
  const met = (operand: Expression): Expression => ({ type, run: convert(operand, type) });
  return { type, left: met(left), right: isDate ? right : met(right), operate };
};

export const compileBinary = (body: Body, operator: Operator, operands: { left: Expression; right: Expression; at: Tree }): Expression => {
  const { type, left, right, operate } = binaryOperation(body, operator, operands);
  return { type, run: (frame) => operate(left.run(frame), right.run(frame)) };
};
