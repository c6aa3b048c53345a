import { ApexError, nullPointer } from '../values/apex-error.ts';
import { ApexDate } from '../values/date.ts';
import type { ApexDatetime } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import { Double } from '../values/double.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';

export type Operator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>' | '>>>';
export type Operation = (left: Value, right: Value) => Value;

const DAY = 86_400_000;

const divideBy = <T extends number | bigint>(divisor: T): T => {
  if (divisor === 0 || divisor === 0n) throw new ApexError('MathException', 'Divide by 0');
  return divisor;
};

/** 32 bits, wrapping around (Apex Developer Guide, "Primitive Data Types"). */
const integers: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => (left + right) | 0,
  '-': (left, right) => (left - right) | 0,
  '*': (left, right) => Math.imul(left, right),
  '/': (left, right) => Math.trunc(left / divideBy(right)) | 0,
  '%': (left, right) => (left % divideBy(right)) | 0,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => (left >>> right) | 0,
};

const shiftOf = (right: bigint): bigint => BigInt.asUintN(6, right);

/** 64 bits, wrapping around. */
const longs: Readonly<Record<Operator, (left: bigint, right: bigint) => bigint>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / divideBy(right),
  '%': (left, right) => left % divideBy(right),
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << shiftOf(right),
  '>>': (left, right) => left >> shiftOf(right),
  '>>>': (left, right) => BigInt.asUintN(64, left) >> shiftOf(right),
};

const doubles: Partial<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / divideBy(right),
};

const decimals: Partial<Record<Operator, (left: Decimal, right: Decimal) => Decimal>> = {
  '+': (left, right) => left.plus(right),
  '-': (left, right) => left.minus(right),
  '*': (left, right) => left.times(right),
  '/': (left, right) => left.dividedBy(right),
};

const booleans: Partial<Record<Operator, (left: boolean, right: boolean) => boolean>> = {
  '&': (left, right) => left && right,
  '|': (left, right) => left || right,
  '^': (left, right) => left !== right,
};

const strict =
  <T extends Value>(operate: (left: T, right: T) => Value): Operation =>
  (left, right) => {
    if (left === null || right === null) throw nullPointer();
    return operate(left as T, right as T);
  };

const onDates = (operator: Operator): Operation | undefined => {
  if (operator !== '+' && operator !== '-') return undefined;
  const sign = operator === '+' ? 1 : -1;
  return (left, right) => {
    if (left === null || right === null) throw nullPointer();
    const days = sign * (right instanceof Decimal ? right.toNumber() : (right as number));
    return left instanceof ApexDate ? left.addDays(days) : (left as ApexDatetime).plus(Math.round(days * DAY));
  };
};

const of = <T extends Value>(operate: ((left: T, right: T) => Value) | undefined): Operation | undefined => operate && strict<T>(operate);

/** By the type in which both operands meet; undefined where the type has no such operator. */
export const operationOn: Readonly<Record<string, (operator: Operator) => Operation | undefined>> = {
  String: (operator) => (operator === '+' ? (left, right) => toText(left) + toText(right) : undefined),
  Integer: (operator) => of<number>(integers[operator]),
  Long: (operator) => of<bigint>((left, right) => BigInt.asIntN(64, longs[operator](left, right))),
  Double: (operator) => {
    const operate = doubles[operator];
    return operate && of<Double>((left, right) => new Double(operate(left.number, right.number)));
  },
  Decimal: (operator) => of<Decimal>(decimals[operator]),
  Boolean: (operator) => of<boolean>(booleans[operator]),
  Date: onDates,
  Datetime: onDates,
};
