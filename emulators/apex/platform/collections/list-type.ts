import { itemsOf, PlatformIterable } from '../../compile/iteration.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { isSubtypeOrCollection } from '../../types/holds-collection.ts';
import { ApexError } from '../../values/apex-error.ts';
import { compareValues } from '../../values/compare.ts';
import { isEqual } from '../../values/equality.ts';
import { ApexList } from '../../values/list.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { SObjectToken } from '../../values/schema-token.ts';
import { SObject } from '../../values/sobject.ts';
import type { Value } from '../../values/value.ts';

/** Walks through items that are there. */
export class ItemIterator extends PlatformIterable {
  readonly #items: readonly Value[];
  #next = 0;

  constructor(items: readonly Value[]) {
    super();
    this.#items = items;
  }

  hasNext(): boolean {
    return this.#next < this.#items.length;
  }

  next(): Value {
    if (!this.hasNext()) throw new ApexError('NoSuchElementException', 'Iterator has no more elements');
    this.#next += 1;
    return this.#items[this.#next - 1] ?? null;
  }

  override items(): Iterable<Value> {
    return this.#items.slice(this.#next);
  }
}

const insertAt = (self: ApexList, index: number, value: Value): void => {
  if (index !== self.items.length) self.checked(index);
  self.items.splice(index, 0, value);
};

const byComparator = (comparator: Value) => {
  const compare = comparator instanceof ApexObject ? comparator.type.virtualMethod('compare', 2) : undefined;
  return (left: Value, right: Value): number => compare?.invoke(comparator, [left, right]) as number;
};

const deepCopy = (value: Value): Value => {
  if (!(value instanceof SObject)) return value;
  const copy = value.copy();
  copy.values.delete('Id');
  return copy;
};

const addAll = (self: ApexList, items: Value): void => void self.items.push(...itemsOf(items));

/** Apex Reference Guide, "List Class". */
export const listType: PlatformType = {
  name: 'List<T>',
  kind: 'collection',
  implements: ['Iterable<T>'],
  is: (value, type) => value instanceof ApexList && isSubtypeOrCollection(value.type, type),
  constructors: {
    'List()': () => [],
    'List(List<T> items)': (_self: null, items: ApexList) => [...items.items],
    'List(Set<T> items)': (_self: null, items: Value) => [...itemsOf(items)],
    'List(Integer size)': (_self: null, size: number) => Array.from({ length: size }, () => null),
  },
  methods: {
    'void add(T item)': (self: ApexList, item: Value) => void self.items.push(item),
    'void add(Integer index, T item)': insertAt,
    'void addAll(List<T> items)': addAll,
    'void addAll(Set<T> items)': addAll,
    'void clear()': (self: ApexList) => {
      self.items = [];
    },
    'List<T> clone()': (self: ApexList) => [...self.items],
    'Boolean contains(T item)': (self: ApexList, item: Value) => self.items.some((each) => isEqual(each, item, 'exact')),
    'List<T> deepClone()': (self: ApexList) => self.items.map(deepCopy),
    'Boolean equals(Object other)': (self: ApexList, other: Value) => isEqual(self, other, 'exact'),
    'T get(Integer index)': (self: ApexList, index: number) => self.at(index),
    'Schema.SObjectType getSObjectType()': (self: ApexList) =>
      self.items[0] instanceof SObject ? SObjectToken.of(self.items[0].object) : null,
    'Integer indexOf(T item)': (self: ApexList, item: Value) => self.items.findIndex((each) => isEqual(each, item, 'exact')),
    'Boolean isEmpty()': (self: ApexList) => self.items.length === 0,
    'Iterator<T> iterator()': (self: ApexList) => new ItemIterator(self.items),
    'T remove(Integer index)': (self: ApexList, index: number) => self.items.splice(self.checked(index), 1)[0],
    'void set(Integer index, T item)': (self: ApexList, index: number, item: Value) => self.put(index, item),
    'Integer size()': (self: ApexList) => self.items.length,
    'void sort()': (self: ApexList) => void self.items.sort(compareValues),
    'void sort(Comparator<T> comparator)': (self: ApexList, comparator: Value) => void self.items.sort(byComparator(comparator)),
  },
};

export const iterationTypes: readonly PlatformType[] = [
  { name: 'Iterable<T>', kind: 'interface', methods: { 'Iterator<T> iterator()': (self: Value) => new ItemIterator([...itemsOf(self)]) } },
  {
    name: 'Iterator<T>',
    kind: 'interface',
    is: (value) => value instanceof ItemIterator,
    methods: { 'Boolean hasNext()': (self: ItemIterator) => self.hasNext(), 'T next()': (self: ItemIterator) => self.next() },
  },
  { name: 'Comparator<T>', kind: 'interface' },
  { name: 'Comparable', kind: 'interface' },
];
