import { quotedString } from './quoted-string.ts';
import { SoqlText } from './soql-text.ts';

/** What may stand in a query: values are bound as literals, pieces made by the tag itself go in as they are. */
export type SoqlValue = string | number | boolean | null | Date | SoqlText | readonly (string | number)[];

/**
 * Builds SOQL from a template. Every value becomes a literal: a text is quoted and escaped, a Date a dateTime literal in UTC, an array
 * the parenthesized list of IN. Nothing that is interpolated can change the shape of the query.
 * Throws a RangeError on a number that SOQL cannot write and on an empty list, which Salesforce refuses.
 */
export function soql(strings: TemplateStringsArray, ...values: readonly SoqlValue[]): SoqlText {
  return new SoqlText(strings.reduce((text, part, index) => text + literal(values[index - 1] ?? null) + part));
}

function literal(value: SoqlValue): string {
  if (value instanceof SoqlText) return value.text;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return quotedString(value);
  if (typeof value === 'number') return numeral(value);
  return typeof value === 'boolean' || value === null ? String(value) : list(value);
}

function list(values: readonly (string | number)[]): string {
  if (values.length === 0) throw new RangeError('SOQL has no empty list');
  return `(${values.map(literal).join(', ')})`;
}

function numeral(value: number): string {
  const text = String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`SOQL cannot write the number ${text}`);
  return text;
}
