import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import type { Decimal } from '../../values/decimal.ts';
import { Double } from '../../values/double.ts';

const remainder = <T extends number | bigint>(left: T, right: T): T => {
  if (right === 0 || right === 0n) throw new ApexError('MathException', 'Divide by 0');
  return ((left as number) % (right as number)) as T;
};

const larger = <T extends number | bigint>(left: T, right: T): T => (left >= right ? left : right);
const smaller = <T extends number | bigint>(left: T, right: T): T => (left <= right ? left : right);

/** Apex Reference Guide, "Math Class": what code of packages uses. */
export const mathType = (engine: Engine): PlatformType => ({
  name: 'Math',
  statics: {
    'Integer abs(Integer value)': (value: number) => Math.abs(value) | 0,
    'Long abs(Long value)': (value: bigint) => (value < 0n ? -value : value),
    'Decimal abs(Decimal value)': (value: Decimal) => value.abs(),
    'Double ceil(Double value)': (value: Double) => new Double(Math.ceil(value.number)),
    'Decimal ceil(Decimal value)': (value: Decimal) => value.setScale(0, 'CEILING'),
    'Double floor(Double value)': (value: Double) => new Double(Math.floor(value.number)),
    'Decimal floor(Decimal value)': (value: Decimal) => value.setScale(0, 'FLOOR'),
    'Integer max(Integer left, Integer right)': (left: number, right: number) => larger(left, right),
    'Long max(Long left, Long right)': (left: bigint, right: bigint) => larger(left, right),
    'Decimal max(Decimal left, Decimal right)': (left: Decimal, right: Decimal) => (left.compare(right) >= 0 ? left : right),
    'Integer min(Integer left, Integer right)': (left: number, right: number) => smaller(left, right),
    'Long min(Long left, Long right)': (left: bigint, right: bigint) => smaller(left, right),
    'Decimal min(Decimal left, Decimal right)': (left: Decimal, right: Decimal) => (left.compare(right) <= 0 ? left : right),
    'Integer mod(Integer value, Integer by)': (value: number, by: number) => remainder(value, by) | 0,
    'Long mod(Long value, Long by)': (value: bigint, by: bigint) => remainder(value, by),
    'Double pow(Double base, Double exponent)': (base: Double, exponent: Double) => new Double(base.number ** exponent.number),
    'Double random()': () => new Double(engine.context().witness(() => Math.random())),
    'Integer round(Decimal value)': (value: Decimal) => Number(BigInt.asIntN(32, value.setScale(0, 'HALF_EVEN').unscaled)),
    'Long roundToLong(Decimal value)': (value: Decimal) => value.setScale(0, 'HALF_EVEN').unscaled,
    'Double sqrt(Double value)': (value: Double) => new Double(Math.sqrt(value.number)),
  },
});
