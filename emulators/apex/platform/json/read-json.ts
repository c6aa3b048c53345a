import { recordId } from '../../../salesforce/schema/record-id.ts';
import type { Engine } from '../../engine.ts';
import type { ApexType } from '../../types/apex-type.ts';
import { ClassType } from '../../types/class-type.ts';
import { PlatformApexType } from '../../types/platform-apex-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { ApexBlob } from '../../values/blob.ts';
import { ApexDate } from '../../values/date.ts';
import { ApexDatetime } from '../../values/datetime.ts';
import { Decimal } from '../../values/decimal.ts';
import { Double } from '../../values/double.ts';
import { ApexList } from '../../values/list.ts';
import { ApexMap } from '../../values/map.ts';
import { ApexSet } from '../../values/set.ts';
import { SObject } from '../../values/sobject.ts';
import type { Value } from '../../values/value.ts';
import { type JsonDocument, JsonNumber } from './json-document.ts';

type Reader = { readonly engine: Engine; readonly strict: boolean };
type Properties = { readonly [name: string]: JsonDocument };

const illegal = (type: ApexType): ApexError => new ApexError('JSONException', `Illegal value for primitive ${type.name}`);
const isObject = (document: JsonDocument): document is Properties =>
  typeof document === 'object' && document !== null && !Array.isArray(document) && !(document instanceof JsonNumber);

const expected = (what: '{' | '['): ApexError =>
  new ApexError('JSONException', `Malformed JSON: Expected '${what}' at the beginning of ${what === '{' ? 'object' : 'List/Set'}`);

type Scalar = (document: string | JsonNumber | boolean) => Value | undefined;

const text = (document: string | JsonNumber | boolean): string => (document instanceof JsonNumber ? document.text : String(document));
const number = (document: string | JsonNumber | boolean): string | undefined =>
  document instanceof JsonNumber ? document.text : typeof document === 'string' && document.trim() !== '' ? document : undefined;
const whole = (document: string | JsonNumber | boolean): bigint | undefined => {
  const digits = number(document);
  return digits !== undefined && /^-?\d+$/.test(digits) ? BigInt(digits) : undefined;
};

/** Undefined where the document is no value of the type. */
const SCALARS: Readonly<Record<string, Scalar>> = {
  String: text,
  Id: (document) => recordId.parse(text(document)),
  Boolean: (document) =>
    typeof document === 'boolean' ? document : document === 'true' || document === 'false' ? document === 'true' : undefined,
  Integer: (document) => {
    const value = whole(document);
    return value === undefined || BigInt.asIntN(32, value) !== value ? undefined : Number(value);
  },
  Long: whole,
  Decimal: (document) => Decimal.parse(number(document) ?? ''),
  Double: (document) => {
    const digits = number(document);
    return digits === undefined || Number.isNaN(Number(digits)) ? undefined : new Double(Number(digits));
  },
  Date: (document) => ApexDate.parse(text(document)),
  Datetime: (document) => {
    const time = Date.parse(text(document).replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    return Number.isNaN(time) ? undefined : new ApexDatetime(time);
  },
  Blob: (document) => (typeof document === 'string' ? new ApexBlob(Buffer.from(document, 'base64')) : undefined),
};

/** Maps with text keys, lists, and the scalar that a literal looks like: JSON.deserializeUntyped. */
export const untyped = (engine: Engine, document: JsonDocument): Value => {
  if (document instanceof JsonNumber) return document.toValue();
  if (Array.isArray(document))
    return new ApexList(
      engine.types.get('List<Object>'),
      document.map((item: JsonDocument) => untyped(engine, item)),
    );
  if (!isObject(document)) return document;
  const map = new ApexMap(engine.types.get('Map<String,Object>'));
  for (const [name, value] of Object.entries(document)) map.put(name, untyped(engine, value));
  return map;
};

const readCollection = (reader: Reader, document: JsonDocument, type: ApexType): Value => {
  const [first, second] = type.args;
  if (type.name.startsWith('Map<')) {
    if (!isObject(document)) throw expected('{');
    const map = new ApexMap(type);
    for (const [key, value] of Object.entries(document))
      map.put(first ? read(reader, key, first) : key, second ? read(reader, value, second) : null);
    return map;
  }
  if (!Array.isArray(document)) throw expected('[');
  const items = document.map((item: JsonDocument) => (first ? read(reader, item, first) : null));
  return type.name.startsWith('Set<') ? new ApexSet(type, items) : new ApexList(type, items);
};

const noColumn = (name: string, type: ApexType): ApexError =>
  new ApexError('JSONException', `No such column '${name}' on object of type ${type.name}`);

/** Unknown names are passed over unless the reading is strict; accessors of properties are not called. */
const readInstance = (reader: Reader, document: JsonDocument, type: ClassType): Value => {
  if (!isObject(document)) throw expected('{');
  const object = new ApexObject(type);
  for (const [name, value] of Object.entries(document)) {
    const slot = type.links.slots.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
    const member = type.links.slots[slot];
    if (member) object.fields[slot] = read(reader, value, member.type);
    else if (reader.strict) throw noColumn(name, type);
  }
  return object;
};

const readRecord = (reader: Reader, document: JsonDocument, type: ApexType): Value => {
  if (!isObject(document) || !type.object) throw expected('{');
  const record = new SObject(type.object);
  for (const [name, value] of Object.entries(document)) {
    if (name === 'attributes') continue;
    const member = type.member(name.toLowerCase());
    if (!member) throw noColumn(name, type);
    record.values.set(member.name, read(reader, value, member.type));
  }
  return record;
};

const readEnum = (document: JsonDocument, type: ClassType): Value => {
  const found = type.enumValues.find((each) => each.name === document);
  if (!found) throw illegal(type);
  return found;
};

const read = (reader: Reader, document: JsonDocument, type: ApexType): Value => {
  if (document === null) return null;
  if (type.kind === 'object') return untyped(reader.engine, document);
  if (type.kind === 'collection') return readCollection(reader, document, type);
  if (type.kind === 'sobject') return readRecord(reader, document, type);
  if (type instanceof ClassType) return type.kind === 'enum' ? readEnum(document, type) : readInstance(reader, document, type);
  if (type instanceof PlatformApexType && type.fromJson) return type.fromJson(plain(document));
  const scalar = SCALARS[type.name];
  if (!scalar) throw new ApexError('JSONException', `Apex Type unsupported in JSON: ${type.name}`);
  if (Array.isArray(document) || isObject(document)) throw illegal(type);
  const value = scalar(document as string | JsonNumber | boolean);
  if (value === undefined) throw illegal(type);
  return value;
};

/** Numbers as numbers again, for readers of the platform's own. */
const plain = (document: JsonDocument): unknown => {
  if (document instanceof JsonNumber) return Number(document.text);
  if (Array.isArray(document)) return document.map((item: JsonDocument) => plain(item));
  return isObject(document) ? Object.fromEntries(Object.entries(document).map(([name, value]) => [name, plain(value)])) : document;
};

/** JSON.deserialize into a type; JSONException where the document does not fit. */
export const readJson = (engine: Engine, document: JsonDocument, { type, strict = false }: { type: ApexType; strict?: boolean }): Value =>
  read({ engine, strict }, document, type);
