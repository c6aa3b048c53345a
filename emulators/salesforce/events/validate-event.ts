import type { FieldValue, Fields, Row, SaveError } from '../database/database.ts';
import type { Field, ObjectType } from '../schema/schema.ts';
import { moment } from '../database/moment.ts';

export type EventCheck = { readonly values: Row } | { readonly error: SaveError };

class EventRefused extends Error {
  readonly error: SaveError;
  constructor(error: SaveError) {
    super(error.message);
    this.error = error;
  }
}

const refused = (statusCode: string, field: Field, message: string) =>
  new EventRefused({ statusCode, message: `${field.label}: ${message}`, fields: [field.name] });

const wrongType = (field: Field, value: unknown) =>
  refused('INVALID_TYPE_ON_FIELD_IN_RECORD', field, `value not of required type: ${JSON.stringify(value)}`);

const textValue = (field: Field, value: unknown): FieldValue => {
  if (typeof value !== 'string') throw wrongType(field, value);
  if (field.length > 0 && Array.from(value).length > field.length) {
    throw refused('STRING_TOO_LONG', field, `data value too large: ${value.slice(0, 80)} (max length=${field.length})`);
  }
  return value === '' ? null : value;
};

const numberValue = (field: Field, value: unknown): FieldValue => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(field, value);
  if (field.precision > 0 && Math.abs(value) >= 10 ** (field.precision - field.scale)) {
    throw refused('NUMBER_OUTSIDE_VALID_RANGE', field, 'value outside of valid range on numeric field');
  }
  return field.scale === 0 ? Math.round(value) : Number(value.toFixed(field.scale));
};

const dateTimeValue = (field: Field, value: unknown): FieldValue => {
  const parsed = typeof value === 'string' ? moment.parseDateTime(value) : undefined;
  if (parsed === undefined) throw wrongType(field, value);
  return parsed;
};

const dateValue = (field: Field, value: unknown): FieldValue => {
  const parsed = typeof value === 'string' ? moment.parseDate(value) : undefined;
  if (parsed === undefined) throw wrongType(field, value);
  return parsed;
};

const booleanValue = (field: Field, value: unknown): FieldValue => {
  if (typeof value !== 'boolean') throw wrongType(field, value);
  return value;
};

const checks: Readonly<Partial<Record<Field['type'], typeof textValue>>> = {
  boolean: booleanValue,
  int: numberValue,
  double: numberValue,
  currency: numberValue,
  percent: numberValue,
  date: dateValue,
  datetime: dateTimeValue,
};

const fieldValue = (object: ObjectType, name: string, value: unknown): readonly [string, FieldValue] => {
  const field = object.fields.get(name.toLowerCase());
  if (!field?.custom) {
    const message = `No such column '${name}' on sobject of type ${object.name}`;
    throw new EventRefused({ statusCode: 'INVALID_FIELD', message, fields: [name] });
  }
  return [field.name, value === null || value === undefined ? null : (checks[field.type] ?? textValue)(field, value)];
};

const missingRequired = (object: ObjectType, values: Row): SaveError | undefined => {
  const fields = [...object.fields.values()].filter((field) => field.custom && !field.nillable && (values[field.name] ?? null) === null);
  const names = fields.map((field) => field.name);
  if (names.length === 0) return undefined;
  return { statusCode: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${names.join(', ')}]`, fields: names };
};

/**
 * Checks an event's fields against its object and answers them under their canonical names. `enforceRequired` is for Apex and REST:
 * publishing over the Pub/Sub API does not look at whether a field is required (ARCHITECTURE.md, "Platform event").
 */
export const validateEvent = (object: ObjectType, fields: Fields, enforceRequired: boolean): EventCheck => {
  try {
    const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => fieldValue(object, name, value)));
    const error = enforceRequired ? missingRequired(object, values) : undefined;
    return error ? { error } : { values };
  } catch (cause) {
    if (cause instanceof EventRefused) return { error: cause.error };
    throw cause;
  }
};
