import { ApexObject } from './apex-object.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { Double } from './double.ts';
import { EnumValue } from './enum-value.ts';
import { ExceptionObject } from './exception-object.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { SObject } from './sobject.ts';
import { WithText } from './with-text.ts';
import type { Value } from './value.ts';

const ofInstance = (object: ApexObject): string => {
  const own = object.type.virtualMethod('tostring', 0);
  if (own) return own.invoke(object, []) as string;
  if (object instanceof ExceptionObject) return `${object.type.qualifiedName}: ${object.message ?? 'Script-thrown exception'}`;
  const slots = object.type.slotNames().map((name, slot) => `${name}=${toText(object.fields[slot] ?? null)}`);
  return `${object.type.simpleName}:[${slots.join(', ')}]`;
};

const ofRecord = (record: SObject): string => {
  const fields = [...record.values].map(([name, value]) => `${name}=${toText(value)}`);
  return `${record.object.name}:{${fields.join(', ')}}`;
};

const ofObject = (value: object): string => {
  if (value instanceof Decimal || value instanceof Double || value instanceof ApexDatetime) return value.toText();
  if (value instanceof ApexDate) return `${value.toText()} 00:00:00`;
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexBlob) return `Blob[${value.bytes.length}]`;
  if (value instanceof ApexList) return `(${value.items.map(toText).join(', ')})`;
  if (value instanceof ApexSet) return `{${value.values().map(toText).join(', ')}}`;
  if (value instanceof ApexMap)
    return `{${value
      .entries()
      .map(([key, each]) => `${toText(key)}=${toText(each)}`)
      .join(', ')}}`;
  if (value instanceof SObject) return ofRecord(value);
  if (value instanceof ApexObject) return ofInstance(value);
  return value instanceof WithText ? value.toText() : `${value.constructor.name}[]`;
};

/** What `'' + value` and System.debug make of a value; a Datetime is in UTC there, and null is `null`. */
export const toText = (value: Value): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? ofObject(value) : String(value);
};
