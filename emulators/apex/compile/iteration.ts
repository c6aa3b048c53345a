import type { ApexType } from '../types/apex-type.ts';
import { nullPointer } from '../values/apex-error.ts';
import { ApexObject } from '../values/apex-object.ts';
import { ApexList } from '../values/list.ts';
import { ApexSet } from '../values/set.ts';
import type { Value } from '../values/value.ts';

/** Objects of the platform that a for loop can walk through. */
export abstract class PlatformIterable {
  abstract items(): Iterable<Value>;
}

/** An Iterable or Iterator that is written in Apex. */
function* ofApex(object: ApexObject): Generator<Value> {
  const iterator = (object.type.virtualMethod('iterator', 0)?.invoke(object, []) ?? object) as Value;
  if (iterator instanceof ApexList || iterator instanceof PlatformIterable) {
    yield* itemsOf(iterator);
    return;
  }
  if (!(iterator instanceof ApexObject)) throw nullPointer();
  const hasNext = iterator.type.virtualMethod('hasnext', 0);
  const next = iterator.type.virtualMethod('next', 0);
  while (hasNext?.invoke(iterator, []) === true) yield next?.invoke(iterator, []) ?? null;
}

const chunks = (items: readonly Value[], { size, type }: { size: number; type: ApexType }): ApexList[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_each, at) => new ApexList(type, items.slice(at * size, (at + 1) * size)));

/** What a for loop walks through; `chunk` makes lists of so many. NullPointerException for null. */
export const itemsOf = (collection: Value, chunk?: { size: number; type: ApexType }): Iterable<Value> => {
  if (collection instanceof ApexList) return chunk ? chunks(collection.items, chunk) : [...collection.items];
  if (collection instanceof ApexSet) return collection.values();
  if (collection instanceof PlatformIterable) return collection.items();
  if (collection instanceof ApexObject) return ofApex(collection);
  throw nullPointer();
};

/** How many there are, so that a loop notices a change; -1 for what has no size. */
export const sizeOf = (collection: Value): number => {
  if (collection instanceof ApexList) return collection.items.length;
  return collection instanceof ApexSet ? collection.size : -1;
};
