import { ApexObject } from './apex-object.ts';
import { ApexBlob } from './blob.ts';
import { WithContent } from './content-key.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { Double } from './double.ts';
import { EnumValue } from './enum-value.ts';
import { SObject } from './sobject.ts';
import type { Value } from './value.ts';

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number that only this object has. */
export const identityOf = (object: object): number => {
  const known = identities.get(object);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(object, lastIdentity);
  return lastIdentity;
};

/** The hash that a class of Apex gives itself; values that are equal by its `equals` must give the same. */
const ownHash = (object: ApexObject): string => {
  const own = object.type.virtualMethod('hashcode', 0);
  const equals = object.type.virtualMethod('equals', 1);
  return own && equals ? `h${object.type.name}:${own.invoke(object, []) as number}` : `r${identityOf(object)}`;
};

const ofSObject = (record: SObject): string => {
  const fields = [...record.values].filter(([, value]) => value !== null).map(([name, value]) => `${name}=${hashKey(value)}`);
  return `o${record.object.name}{${fields.sort().join()}}`;
};

const ofObject = (value: object): string => {
  if (value instanceof Decimal) return `n${value.stripped().toText()}`;
  if (value instanceof Double) return `n${value.number}`;
  if (value instanceof EnumValue) return `e${value.typeName}.${value.name}`;
  if (value instanceof ApexDate) return `d${value.time}`;
  if (value instanceof ApexDatetime) return `t${value.time}`;
  if (value instanceof ApexBlob) return `b${value.bytes.toString('hex')}`;
  if (value instanceof WithContent) return value.contentKey(hashKey);
  if (value instanceof SObject) return ofSObject(value);
  return value instanceof ApexObject ? ownHash(value) : `r${identityOf(value)}`;
};

/** A text that is the same for two values exactly when Apex takes them for the same key of a Map or member of a Set. */
export const hashKey = (value: Value): string => {
  if (typeof value === 'string') return `s${value}`;
  if (value === null) return 'null';
  return typeof value === 'object' ? ofObject(value) : `${typeof value === 'boolean' ? 'x' : 'n'}${value}`;
};
