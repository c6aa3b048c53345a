import { ApexObject } from './apex-object.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { SObject } from './sobject.ts';
import type { Value } from './value.ts';

type Known = Map<object, object>;

const remember = <T extends object>(known: Known, original: object, copy: T): T => {
  known.set(original, copy);
  return copy;
};

const copyObject = (original: object, known: Known): object => {
  if (original instanceof ApexObject) {
    const copy = remember(
      known,
      original,
      Object.create(Object.getPrototypeOf(original) as object, Object.getOwnPropertyDescriptors(original)) as ApexObject,
    );
    Object.assign(copy, { fields: original.fields.map((value) => copyValue(value, known)) });
    return copy;
  }
  if (original instanceof ApexList) {
    const copy = remember(known, original, new ApexList(original.type));
    copy.items = original.items.map((value) => copyValue(value, known));
    return copy;
  }
  if (original instanceof ApexSet)
    return remember(
      known,
      original,
      new ApexSet(
        original.type,
        original.values().map((value) => copyValue(value, known)),
      ),
    );
  if (original instanceof ApexMap) {
    const copy = remember(known, original, new ApexMap(original.type));
    for (const [key, value] of original.entries()) copy.put(copyValue(key, known), copyValue(value, known));
    return copy;
  }
  if (!(original instanceof SObject)) return original;
  const copy = remember(known, original, original.copy());
  for (const [name, value] of copy.values) copy.values.set(name, copyValue(value, known));
  return copy;
};

const copyValue = (value: Value, known: Known): Value => {
  if (typeof value !== 'object' || value === null) return value;
  return known.get(value) ?? copyObject(value, known);
};

/** A value with everything that hangs on it, as if it had been written down and read again; what cannot change is shared. */
export const deepCopy = <T extends Value>(value: T): T => copyValue(value, new Map()) as T;
