import { ApexError } from '../../values/apex-error.ts';
import { Decimal } from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';

/** A number as it was written, so that no digit is lost. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isWhole(): boolean {
    return /^-?\d+$/.test(this.text);
  }

  /** Integer where it fits, else Long, else Decimal: what deserializeUntyped gives. */
  toValue(): Value {
    const whole = this.isWhole ? BigInt(this.text) : undefined;
    if (whole === undefined) return Decimal.parse(this.text) ?? null;
    return BigInt.asIntN(32, whole) === whole ? Number(whole) : whole;
  }
}

export type JsonDocument = null | boolean | string | JsonNumber | readonly JsonDocument[] | { readonly [name: string]: JsonDocument };

/** A reviver's third parameter is the text that a value was read from. */
const keepNumbers = (...[, value, context]: [string, unknown, { source: string }?]): unknown =>
  typeof value === 'number' ? new JsonNumber(context?.source ?? '') : value;

/** Reads JSON; JSONException for what is none. */
export const parseJson = (text: string): JsonDocument => {
  try {
    return JSON.parse(text, keepNumbers) as JsonDocument;
  } catch (error) {
    const what = text.trim() === '' ? 'No content to map to Object due to end of input' : `Unexpected input: ${(error as Error).message}`;
    throw new ApexError('JSONException', what);
  }
};
