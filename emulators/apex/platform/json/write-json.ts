import type { Engine } from '../../engine.ts';
import { ClassType } from '../../types/class-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { ApexBlob } from '../../values/blob.ts';
import { ApexDate } from '../../values/date.ts';
import { ApexDatetime } from '../../values/datetime.ts';
import { Decimal } from '../../values/decimal.ts';
import { Double } from '../../values/double.ts';
import { EnumValue } from '../../values/enum-value.ts';
import { ApexList } from '../../values/list.ts';
import { ApexMap } from '../../values/map.ts';
import { ApexSet } from '../../values/set.ts';
import { SObject } from '../../values/sobject.ts';
import { toText } from '../../values/to-text.ts';
import type { Value } from '../../values/value.ts';

/** Of the records' urls. */
const API = '/services/data/v65.0/sobjects';

type Writer = { readonly engine: Engine; readonly withoutNulls: boolean };
type Entry = readonly [string, Value];

const joined = (writer: Writer, entries: readonly Entry[], first: readonly string[] = []): string => {
  const kept = writer.withoutNulls ? entries.filter(([, value]) => value !== null) : entries;
  return `{${[...first, ...kept.map(([name, value]) => `${JSON.stringify(name)}:${write(writer, value)}`)].join(',')}}`;
};

const ofRecord = (writer: Writer, record: SObject): string => {
  const url = record.id === null ? '' : `,"url":"${API}/${record.object.name}/${record.id}"`;
  const attributes = `"attributes":{"type":"${record.object.name}"${url}}`;
  return joined(writer, [...record.values], [attributes]);
};

/** Fields and properties of an instance, private ones too, but neither static nor transient. */
const ofInstance = (writer: Writer, object: ApexObject): string => {
  const { type } = object;
  if (!(type instanceof ClassType)) throw notSerializable(object);
  const slots = type.links.slots.filter((slot) => !slot.transient);
  return joined(
    writer,
    slots.map(({ name }): Entry => [name, type.member(name.toLowerCase())?.read(object) ?? null]),
  );
};

const notSerializable = (value: object): ApexError =>
  new ApexError('JSONException', `Type is not serializable: ${value instanceof ApexObject ? value.type.name : value.constructor.name}`);

const list = (writer: Writer, items: readonly Value[]): string => `[${items.map((item) => write(writer, item)).join(',')}]`;

const ofObject = (writer: Writer, value: object): string => {
  if (value instanceof Decimal || value instanceof Double) return value.toText();
  if (value instanceof ApexDate) return `"${value.toText()}"`;
  if (value instanceof ApexDatetime) return `"${value.toIso()}"`;
  if (value instanceof EnumValue) return `"${value.name}"`;
  if (value instanceof ApexBlob) return `"${value.bytes.toString('base64')}"`;
  if (value instanceof ApexList) return list(writer, value.items);
  if (value instanceof ApexSet) return list(writer, value.values());
  if (value instanceof ApexMap)
    return joined(
      writer,
      value.entries().map(([key, each]): Entry => [toText(key), each]),
    );
  if (value instanceof SObject) return ofRecord(writer, value);
  if (value instanceof ApexObject) return ofInstance(writer, value);
  throw notSerializable(value);
};

const write = (writer: Writer, value: Value): string => {
  if (value === null) return 'null';
  if (typeof value === 'object') return ofObject(writer, value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
};

/** JSON.serialize. Nulls are written unless `withoutNulls`. */
export const writeJson = (engine: Engine, value: Value, withoutNulls = false): string => write({ engine, withoutNulls }, value);
