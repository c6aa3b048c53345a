/** A 64-bit floating-point number; a class of its own, so that 2.0 is never taken for the Integer 2. */
export class Double {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }

  /** As Java writes a double: `1.0`, `0.1`, `1.0E10`. */
  toText(): string {
    const { number } = this;
    if (!Number.isFinite(number)) return Number.isNaN(number) ? 'NaN' : number > 0 ? 'Infinity' : '-Infinity';
    const size = Math.abs(number);
    if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
      const [digits = '', exponent = ''] = number.toExponential().split('e');
      return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
    }
    return Number.isInteger(number) ? `${number}.0` : String(number);
  }
}
