import type { FieldValue } from '../../salesforce/database/database.ts';
import { moment } from '../../salesforce/database/moment.ts';
import { recordId } from '../../salesforce/schema/record-id.ts';
import type { Field, FieldType } from '../../salesforce/schema/schema.ts';
import { ApexError } from './apex-error.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { Double } from './double.ts';
import type { Value } from './value.ts';

const DECIMALS: readonly FieldType[] = ['double', 'currency', 'percent'];

/** `2026-01-31T08:30:00.000+0000` to milliseconds. */
const timeOf = (stored: string): number => Date.parse(stored.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));

/** What a stored value is in Apex: numbers as Decimal (whole ones as Integer where the field is one), dates as dates. */
export const fromStored = (field: Field, stored: FieldValue): Value => {
  if (stored === null) return null;
  if (typeof stored === 'number') return field.type === 'int' ? stored : Decimal.ofNumber(stored);
  if (typeof stored === 'string' && field.type === 'date') return ApexDate.parse(stored);
  if (typeof stored === 'string' && field.type === 'base64') return new ApexBlob(Buffer.from(stored, 'base64'));
  if (typeof stored === 'string' && field.type === 'datetime') return new ApexDatetime(timeOf(stored));
  return stored;
};

/** What the database keeps of a value of Apex; a value that a record never held (checked by `fieldValue`) is a fault. */
export const toStored = (value: Value): FieldValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof Double) return value.number;
  if (value instanceof ApexBlob) return value.bytes.toString('base64');
  if (value instanceof ApexDate) return value.toText();
  if (value instanceof ApexDatetime) return moment.format(value.time);
  throw new Error(`a ${value.constructor.name} cannot be stored in a field`);
};

const illegal = (field: Field, value: Value): ApexError => {
  const type = value === null ? 'null' : typeof value === 'object' ? value.constructor.name.replace(/^Apex/, '') : typeof value;
  return new ApexError('SObjectException', `Illegal assignment from ${type} to ${field.type}: ${field.name}`);
};

const numberFor = (field: Field, value: Value): Value | undefined => {
  if (field.type === 'int') return typeof value === 'number' ? value : value instanceof Decimal ? Number(value.toBigInt()) : undefined;
  if (value instanceof Decimal) return value;
  if (value instanceof Double) return Decimal.ofNumber(value.number);
  return typeof value === 'number' || typeof value === 'bigint' ? new Decimal(BigInt(value)) : undefined;
};

const idFor = (value: Value): Value | undefined => {
  if (typeof value !== 'string') return undefined;
  const id = recordId.parse(value);
  if (id === undefined) throw new ApexError('StringException', `Invalid id: ${value}`);
  return id;
};

/** A value as a record's field holds it; SObjectException where Apex refuses the assignment. */
export const fieldValue = (field: Field, value: Value): Value => {
  if (value === null) return null;
  const { type } = field;
  const fitting = DECIMALS.includes(type) || type === 'int' ? numberFor(field, value) : otherValue(type, value);
  if (fitting === undefined) throw illegal(field, value);
  return fitting;
};

const otherValue = (type: FieldType, value: Value): Value | undefined => {
  if (type === 'id' || type === 'reference') return idFor(value);
  if (type === 'base64') return value instanceof ApexBlob ? value : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'date') return value instanceof ApexDatetime ? value.dateGmt() : value instanceof ApexDate ? value : undefined;
  if (type === 'datetime')
    return value instanceof ApexDate ? new ApexDatetime(value.time) : value instanceof ApexDatetime ? value : undefined;
  return typeof value === 'string' ? value : undefined;
};
