import type { FieldValue } from '../database/database.ts';
import { moment } from '../database/moment.ts';

type Calculate = (left: number, right: number) => number;
type Operator = (left: FieldValue, right: FieldValue) => FieldValue;

const DAY_MS = 86_400_000;

const ofNumbers =
  (calculate: Calculate): Operator =>
  (left, right) => {
    if (left === null || right === null) return null;
    if (typeof left !== 'number' || typeof right !== 'number') throw new Error('a formula calculates with what is not modelled');
    return calculate(left, right);
  };

/** A point in time moves by days (Salesforce Help, "Formula Operators and Functions"). */
const ofMoments = (calculate: Calculate): Operator => {
  const plain = ofNumbers(calculate);
  return (left, right) => {
    const text = typeof left === 'string' ? moment.parseDateTime(left) : undefined;
    if (text === undefined || typeof right !== 'number') return plain(left, right);
    return moment.format(calculate(Date.parse(text), right * DAY_MS));
  };
};

/** Operators by sign, those that bind weaker first. */
export const formulaArithmetic: readonly Readonly<Record<string, Operator>>[] = [
  { '+': ofMoments((left, right) => left + right), '-': ofMoments((left, right) => left - right) },
  { '*': ofNumbers((left, right) => left * right), '/': ofNumbers((left, right) => left / right) },
];
