import { ApexError } from './apex-error.ts';

export type RoundingMode = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

const power = (exponent: number): bigint => 10n ** BigInt(Math.max(0, exponent));
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Quotients keep 34 significant digits (IEEE 754 decimal128), as results of org anonymous Apex show: `1.0 / 3` has 33 or 34 threes. */
const DIGITS_OF_QUOTIENT = 34;

type Remainder = { readonly rest: bigint; readonly divisor: bigint; readonly quotient: bigint; readonly negative: boolean };

const roundsUp: Readonly<Record<RoundingMode, (of: Remainder) => boolean>> = {
  UP: ({ rest }) => rest > 0n,
  DOWN: () => false,
  CEILING: ({ rest, negative }) => rest > 0n && !negative,
  FLOOR: ({ rest, negative }) => rest > 0n && negative,
  HALF_UP: ({ rest, divisor }) => rest * 2n >= divisor,
  HALF_DOWN: ({ rest, divisor }) => rest * 2n > divisor,
  HALF_EVEN: ({ rest, divisor, quotient }) => rest * 2n > divisor || (rest * 2n === divisor && quotient % 2n === 1n),
  UNNECESSARY: ({ rest }) => {
    if (rest === 0n) return false;
    throw new ApexError('MathException', 'Rounding necessary');
  },
};

const divideRounded = (dividend: bigint, divisor: bigint, mode: RoundingMode): bigint => {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const quotient = top / bottom;
  const up = roundsUp[mode]({ rest: top % bottom, divisor: bottom, quotient, negative });
  const size = up ? quotient + 1n : quotient;
  return negative ? -size : size;
};

/** A decimal number: `unscaled` divided by ten to the power of `scale`. Follows java.math.BigDecimal, on which Apex's Decimal rests. */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale = 0) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Undefined when the text is no number. */
  static parse(text: string): Decimal | undefined {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text.trim()) ?? [];
    if (whole + fraction === '') return undefined;
    const scale = fraction.length - Number(exponent);
    const unscaled = BigInt(`${sign}${whole}${fraction}`.replace('+', ''));
    return scale < 0 ? new Decimal(unscaled * power(-scale)) : new Decimal(unscaled, scale);
  }

  static ofNumber(number: number): Decimal {
    const parsed = Decimal.parse(String(number));
    if (!parsed) throw new ApexError('TypeException', `Invalid decimal: ${number}`);
    return parsed;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  dividedBy(other: Decimal): Decimal {
    if (other.unscaled === 0n) throw new ApexError('MathException', 'Divide by 0');
    const shift = DIGITS_OF_QUOTIENT + String(other.unscaled).length - String(this.unscaled).length + 1;
    const scale = this.scale - other.scale + Math.max(0, shift);
    const raw = new Decimal((this.unscaled * power(Math.max(0, shift))) / other.unscaled, scale);
    const exact = (this.unscaled * power(Math.max(0, shift))) % other.unscaled === 0n;
    if (!exact) return raw.toSignificant(DIGITS_OF_QUOTIENT);
    return raw.stripped(Math.max(0, this.scale - other.scale));
  }

  negated(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  abs(): Decimal {
    return this.unscaled < 0n ? this.negated() : this;
  }

  setScale(scale: number, mode: RoundingMode = 'HALF_UP'): Decimal {
    if (scale >= this.scale) return new Decimal(this.unscaled * power(scale - this.scale), scale);
    return new Decimal(divideRounded(this.unscaled, power(this.scale - scale), mode), scale);
  }

  /** Without zeros behind the point, down to `leastScale`. */
  stripped(leastScale = 0): Decimal {
    let { unscaled, scale } = this;
    while (scale > leastScale && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale -= 1;
    }
    return new Decimal(unscaled, scale);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [left, right] = [this.unscaledAt(scale), other.unscaledAt(scale)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.toText());
  }

  /** Towards zero. */
  toBigInt(): bigint {
    return this.setScale(0, 'DOWN').unscaled;
  }

  toText(): string {
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const sign = this.unscaled < 0n ? '-' : '';
    return this.scale === 0 ? sign + digits : `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  unscaledAt(scale: number): bigint {
    return this.unscaled * power(scale - this.scale);
  }

  toSignificant(digits: number): Decimal {
    const excess = String(this.unscaled < 0n ? -this.unscaled : this.unscaled).length - digits;
    return excess > 0 && this.scale >= excess ? this.setScale(this.scale - excess, 'HALF_EVEN') : this;
  }
}
