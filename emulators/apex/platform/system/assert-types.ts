import { recordId } from '../../../salesforce/schema/record-id.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { isEqual } from '../../values/equality.ts';
import { toText } from '../../values/to-text.ts';
import type { TypeToken } from '../../values/type-token.ts';
import type { Value } from '../../values/value.ts';

const fail = (message: Value, details: string): never => {
  const said = message === null ? '' : `: ${toText(message)}`;
  throw new ApexError('AssertException', `Assertion Failed${said}${details}`);
};

/** Texts are compared with regard to case; 15 and 18 characters of an id are the same id. */
const same = (left: Value, right: Value): boolean => {
  if (typeof left === 'string' && typeof right === 'string' && left.length !== right.length) {
    const ids = [recordId.parse(left), recordId.parse(right)];
    return ids[0] !== undefined && ids[0] === ids[1];
  }
  return isEqual(left, right, 'exact');
};

const areEqual = (expected: Value, actual: Value, message: Value = null): void => {
  if (!same(expected, actual)) fail(message, `: Expected: ${toText(expected)}, Actual: ${toText(actual)}`);
};
const areNotEqual = (unwanted: Value, actual: Value, message: Value = null): void => {
  if (same(unwanted, actual)) fail(message, `: Same value: ${toText(actual)}`);
};
const isTrue = (value: Value, message: Value = null): void => {
  if (value !== true) fail(message, ': Expected: true, Actual: ' + toText(value));
};
const isFalse = (value: Value, message: Value = null): void => {
  if (value !== false) fail(message, ': Expected: false, Actual: ' + toText(value));
};
const isNull = (value: Value, message: Value = null): void => {
  if (value !== null) fail(message, `: Expected: null, Actual: ${toText(value)}`);
};
const isNotNull = (value: Value, message: Value = null): void => {
  if (value === null) fail(message, ': Expected a value, Actual: null');
};
const isInstance = (value: Value, type: TypeToken, message: Value = null): void => {
  if (!type.type.holds(value)) fail(message, `: Expected type: ${type.type.name}, Actual: ${toText(value)}`);
};

/** Each with and without a message. */
const both = (signature: string, native: (...args: never[]) => void) => {
  const open = signature.slice(0, -1);
  return { [signature]: native, [`${open}, String? message)`]: native };
};

/** Apex Reference Guide, "Assert Class". */
export const assertType: PlatformType = {
  name: 'Assert',
  statics: {
    ...both('void areEqual(Object expected, Object actual)', areEqual),
    ...both('void areNotEqual(Object notExpected, Object actual)', areNotEqual),
    ...both('void isTrue(Boolean? condition)', isTrue),
    ...both('void isFalse(Boolean? condition)', isFalse),
    ...both('void isNull(Object value)', isNull),
    ...both('void isNotNull(Object value)', isNotNull),
    ...both('void isInstanceOfType(Object instance, Type expectedType)', isInstance),
    'void fail()': () => fail(null, ''),
    'void fail(String? message)': (message: Value) => fail(message, ''),
  },
};

/** The older ones of System. */
export const systemAssertions: NonNullable<PlatformType['statics']> = {
  'void assert(Boolean condition)': isTrue,
  'void assert(Boolean condition, Object message)': isTrue,
  'void assertEquals(Object expected, Object actual)': areEqual,
  'void assertEquals(Object expected, Object actual, Object message)': areEqual,
  'void assertNotEquals(Object unwanted, Object actual)': areNotEqual,
  'void assertNotEquals(Object unwanted, Object actual, Object message)': areNotEqual,
};
