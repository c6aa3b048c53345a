import { recordId } from '../schema/record-id.ts';
import type { Field, FieldType } from '../schema/schema.ts';
import type { FieldValue, SaveError } from './database.ts';
import { moment } from './moment.ts';

export type ParsedValue = { readonly value: FieldValue } | { readonly error: SaveError };

const failure = (field: Field, statusCode: string, message: string): ParsedValue => ({
  error: { statusCode, message, fields: [field.name] },
});

/** What Jackson calls the token, which the platform's message repeats. */
const tokenOf = (raw: unknown): string => {
  if (typeof raw === 'string') return 'VALUE_STRING';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  if (typeof raw === 'boolean') return raw ? 'VALUE_TRUE' : 'VALUE_FALSE';
  return Array.isArray(raw) ? 'START_ARRAY' : 'START_OBJECT';
};

const unreadable = (field: Field, raw: unknown, type: string = field.type): ParsedValue => ({
  error: {
    statusCode: 'JSON_PARSER_ERROR',
    message: `Cannot deserialize instance of ${type} from ${tokenOf(raw)} value ${String(raw)} or request may be missing a required field at [line:1, column:1]`,
    fields: [],
  },
});

const parseText = (field: Field, raw: unknown): ParsedValue => {
  if (typeof raw !== 'string') return unreadable(field, raw, 'string');
  const text = raw.trim();
  return { value: text === '' ? null : text };
};

const parseNumber = (field: Field, raw: unknown): ParsedValue => {
  const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  if (typeof number !== 'number' || !Number.isFinite(number)) return unreadable(field, raw);
  if (field.type === 'int' && !Number.isInteger(number)) return unreadable(field, raw);
  const digits = field.precision - field.scale;
  if (digits > 0 && Math.abs(number) >= 10 ** digits) {
    return failure(field, 'NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${number}`);
  }
  return { value: field.type === 'int' ? number : Number(number.toFixed(field.scale)) };
};

const parseBoolean = (field: Field, raw: unknown): ParsedValue => {
  if (typeof raw === 'boolean') return { value: raw };
  return raw === 'true' || raw === 'false' ? { value: raw === 'true' } : unreadable(field, raw);
};

const parseId = (field: Field, raw: unknown): ParsedValue => {
  if (typeof raw !== 'string') return unreadable(field, raw, 'reference');
  if (raw === '') return { value: null };
  const id = recordId.parse(raw);
  return id ? { value: id } : failure(field, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${raw}`);
};

const parseWith =
  (parse: (text: string) => string | undefined) =>
  (field: Field, raw: unknown): ParsedValue => {
    if (raw === '') return { value: null };
    const value = typeof raw === 'string' ? parse(raw) : undefined;
    return value === undefined ? unreadable(field, raw) : { value };
  };

const parsers: Readonly<Record<FieldType, (field: Field, raw: unknown) => ParsedValue>> = {
  id: parseId,
  reference: parseId,
  boolean: parseBoolean,
  int: parseNumber,
  double: parseNumber,
  currency: parseNumber,
  percent: parseNumber,
  date: parseWith((text) => moment.parseDate(text.slice(0, 10))),
  datetime: parseWith(moment.parseDateTime),
  time: parseWith(moment.parseTime),
  string: parseText,
  textarea: parseText,
  picklist: parseText,
  multipicklist: parseText,
  email: parseText,
  phone: parseText,
  url: parseText,
  base64: parseText,
};

/** A value as a client sent it, in the form in which it is stored; texts are trimmed and the empty text is null, as on the platform. */
export const parseValue = (field: Field, raw: unknown): ParsedValue => {
  if (raw === null || raw === undefined) {
    return field.type === 'boolean' ? unreadable(field, raw) : { value: null };
  }
  return parsers[field.type](field, raw);
};
