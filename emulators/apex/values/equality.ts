import { ApexObject } from './apex-object.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { Double } from './double.ts';
import { EnumValue } from './enum-value.ts';
import { hashKey } from './hash-key.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { SObject } from './sobject.ts';
import type { Value } from './value.ts';

export type TextComparison = 'ignoring case' | 'exact';

/** A number as Decimal; undefined for what is none. */
export const asDecimal = (value: Value): Decimal | undefined => {
  if (value instanceof Decimal) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return new Decimal(BigInt(value));
  return value instanceof Double && Number.isFinite(value.number) ? Decimal.ofNumber(value.number) : undefined;
};

const sameContent = (left: object, right: object): boolean | undefined => {
  const bothLists = left instanceof ApexList && right instanceof ApexList;
  if (bothLists)
    return left.items.length === right.items.length && left.items.every((item, at) => isEqual(item, right.items[at] ?? null, 'exact'));
  const bothSets = left instanceof ApexSet && right instanceof ApexSet;
  if (bothSets) return left.size === right.size && left.values().every((item) => right.has(item));
  if (!(left instanceof ApexMap) || !(right instanceof ApexMap)) return undefined;
  return left.size === right.size && left.entries().every(([key, value]) => right.has(key) && isEqual(value, right.get(key), 'exact'));
};

const sameObject = (left: object, right: object): boolean => {
  const content = sameContent(left, right);
  if (content !== undefined) return content;
  const dates = (value: object) => value instanceof ApexDate || value instanceof ApexDatetime;
  if (dates(left) && dates(right)) return (left as ApexDate).time === (right as ApexDate).time;
  if (left instanceof ApexObject) {
    const equals = left.type.virtualMethod('equals', 1);
    return equals ? equals.invoke(left, [right]) === true : false;
  }
  return left instanceof SObject || left instanceof EnumValue || left.constructor === right.constructor
    ? hashKey(left) === hashKey(right)
    : false;
};

/**
 * Whether two values are equal: numbers by value whatever their type, dates, collections and records by content, objects by their `equals`
 * and otherwise by identity. `==` compares texts without regard to case, `equals` and assertions with it (Apex Developer Guide,
 * "Expression Operators").
 */
export const isEqual = (left: Value, right: Value, texts: TextComparison): boolean => {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left === 'string' && typeof right === 'string') {
    return texts === 'ignoring case' && left.length === right.length && left.toLowerCase() === right.toLowerCase();
  }
  const [leftNumber, rightNumber] = [asDecimal(left), asDecimal(right)];
  if (leftNumber && rightNumber) return leftNumber.compare(rightNumber) === 0;
  return typeof left === 'object' && typeof right === 'object' && sameObject(left, right);
};
