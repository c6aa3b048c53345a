import { compareText } from '../../salesforce/database/compare-text.ts';
import { ApexError } from './apex-error.ts';
import { ApexObject } from './apex-object.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { EnumValue } from './enum-value.ts';
import { asDecimal } from './equality.ts';
import { toText } from './to-text.ts';
import type { Value } from './value.ts';

const ofObjects = (left: object, right: Value): number => {
  const compareTo = left instanceof ApexObject ? left.type.virtualMethod('compareto', 1) : undefined;
  if (compareTo) return compareTo.invoke(left, [right]) as number;
  if (left instanceof ApexObject) throw new ApexError('ListException', 'One or more of the items in this list is not Comparable.');
  if (left instanceof EnumValue && right instanceof EnumValue) return left.ordinal - right.ordinal;
  if ((left instanceof ApexDate || left instanceof ApexDatetime) && (right instanceof ApexDate || right instanceof ApexDatetime)) {
    return left.time - right.time;
  }
  return compareText(toText(left), toText(right));
};

/** The order of `List.sort()`: null first, texts with regard to case, objects by `compareTo`. */
export const compareValues = (left: Value, right: Value): number => {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const [leftNumber, rightNumber] = [asDecimal(left), asDecimal(right)];
  if (leftNumber && rightNumber) return leftNumber.compare(rightNumber);
  if (typeof left === 'object') return ofObjects(left, right);
  return compareText(toText(left), toText(right));
};
