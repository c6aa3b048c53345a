import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { Decimal, type RoundingMode } from '../../values/decimal.ts';
import { Double } from '../../values/double.ts';
import type { EnumValue } from '../../values/enum-value.ts';
import { asDecimal } from '../../values/equality.ts';
import { toText } from '../../values/to-text.ts';
import type { Value } from '../../values/value.ts';

const grouped = (digits: string): string => digits.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

const wholeNumber = (type: string, text: string): bigint => {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new ApexError('TypeException', `Invalid ${type.toLowerCase()}: ${text}`);
  return BigInt(text.trim().replace(/^\+/, ''));
};

const integerOf = (value: Value): number => {
  if (typeof value === 'string') {
    const number = wholeNumber('Integer', value);
    if (BigInt.asIntN(32, number) !== number) throw new ApexError('TypeException', `Invalid integer: ${value}`);
    return Number(number);
  }
  const number = asDecimal(value);
  if (!number) throw new ApexError('TypeException', 'Invalid integer');
  return Number(BigInt.asIntN(32, number.toBigInt()));
};

const decimalOf = (value: Value): Decimal => {
  const number = typeof value === 'string' ? Decimal.parse(value) : asDecimal(value);
  if (!number) throw new ApexError('TypeException', `Invalid decimal: ${toText(value)}`);
  return number;
};

const integer: PlatformType = {
  name: 'Integer',
  kind: 'primitive',
  is: (value) => typeof value === 'number',
  methods: { 'String format()': (self: number) => grouped(String(self)), 'String toString()': (self: number) => String(self) },
  statics: { 'Integer valueOf(String text)': integerOf, 'Integer valueOf(Object value)': integerOf },
};

const long: PlatformType = {
  name: 'Long',
  kind: 'primitive',
  is: (value) => typeof value === 'bigint' || typeof value === 'number',
  methods: {
    'String format()': (self: bigint) => grouped(String(self)),
    'Integer intValue()': (self: bigint) => Number(BigInt.asIntN(32, self)),
    'String toString()': (self: bigint) => String(self),
  },
  statics: { 'Long valueOf(String text)': (text: string) => wholeNumber('Long', text) },
};

const double: PlatformType = {
  name: 'Double',
  kind: 'primitive',
  is: (value) => value instanceof Double,
  methods: {
    'Integer intValue()': (self: Double) => Math.trunc(self.number) | 0,
    'Long longValue()': (self: Double) => BigInt(Math.trunc(self.number)),
    'String toString()': (self: Double) => self.toText(),
  },
  statics: {
    'Double valueOf(String text)': (text: string) => new Double(decimalOf(text).toNumber()),
    'Double valueOf(Object value)': (value: Value) => new Double(decimalOf(value).toNumber()),
  },
};

const mode = (value: EnumValue): RoundingMode => value.name as RoundingMode;

/** Apex Reference Guide, "Decimal Class"; `round()` is half even. */
const decimal: PlatformType = {
  name: 'Decimal',
  kind: 'primitive',
  is: (value) => value instanceof Decimal,
  methods: {
    'Decimal abs()': (self: Decimal) => self.abs(),
    'Decimal divide(Decimal divisor, Integer scale)': (self: Decimal, divisor: Decimal, scale: number) =>
      self.dividedBy(divisor).setScale(scale),
    'Double doubleValue()': (self: Decimal) => new Double(self.toNumber()),
    'String format()': (self: Decimal) => grouped(self.toText()),
    'Integer intValue()': (self: Decimal) => Number(BigInt.asIntN(32, self.toBigInt())),
    'Long longValue()': (self: Decimal) => BigInt.asIntN(64, self.toBigInt()),
    'Integer precision()': (self: Decimal) => self.toText().replace(/[-.]|^0+/g, '').length,
    'Long round()': (self: Decimal) => self.setScale(0, 'HALF_EVEN').unscaled,
    'Long round(RoundingMode mode)': (self: Decimal, by: EnumValue) => self.setScale(0, mode(by)).unscaled,
    'Integer scale()': (self: Decimal) => self.scale,
    'Decimal setScale(Integer scale)': (self: Decimal, scale: number) => self.setScale(scale),
    'Decimal setScale(Integer scale, RoundingMode mode)': (self: Decimal, scale: number, by: EnumValue) => self.setScale(scale, mode(by)),
    'Decimal stripTrailingZeros()': (self: Decimal) => self.stripped(),
    'String toPlainString()': (self: Decimal) => self.toText(),
  },
  statics: { 'Decimal valueOf(String text)': decimalOf, 'Decimal valueOf(Object value)': decimalOf },
};

const boolean: PlatformType = {
  name: 'Boolean',
  kind: 'primitive',
  is: (value) => typeof value === 'boolean',
  statics: { 'Boolean valueOf(Object value)': (value: Value) => toText(value).toLowerCase() === 'true' },
};

const roundingMode: PlatformType = {
  name: 'RoundingMode',
  constants: ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UNNECESSARY', 'UP'],
};

/** Numbers and truth. */
export const numberTypes: readonly PlatformType[] = [integer, long, double, decimal, boolean, roundingMode];
