import { itemsOf } from '../../compile/iteration.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { isSubtypeOrCollection } from '../../types/holds-collection.ts';
import { isEqual } from '../../values/equality.ts';
import { ApexSet } from '../../values/set.ts';
import type { Value } from '../../values/value.ts';
import { ItemIterator } from './list-type.ts';

const changing = (self: ApexSet, change: () => void): boolean => {
  const before = self.size;
  change();
  return self.size !== before;
};

const addAll = (self: ApexSet, items: Value): boolean =>
  changing(self, () => {
    for (const item of itemsOf(items)) self.add(item);
  });

const removeAll = (self: ApexSet, items: Value): boolean =>
  changing(self, () => {
    for (const item of itemsOf(items)) self.delete(item);
  });

const retainAll = (self: ApexSet, items: Value): boolean =>
  changing(self, () => {
    const kept = new ApexSet(self.type, itemsOf(items));
    for (const item of self.values()) if (!kept.has(item)) self.delete(item);
  });

const containsAll = (self: ApexSet, items: Value): boolean => [...itemsOf(items)].every((item) => self.has(item));

/** Apex Reference Guide, "Set Class". */
export const setType: PlatformType = {
  name: 'Set<T>',
  kind: 'collection',
  implements: ['Iterable<T>'],
  is: (value, type) => value instanceof ApexSet && isSubtypeOrCollection(value.type, type),
  constructors: {
    'Set()': () => new Set(),
    'Set(List<T> items)': (_self: null, items: Value) => itemsOf(items),
    'Set(Set<T> items)': (_self: null, items: Value) => itemsOf(items),
  },
  methods: {
    'Boolean add(T item)': (self: ApexSet, item: Value) => self.add(item),
    'Boolean addAll(List<T> items)': addAll,
    'Boolean addAll(Set<T> items)': addAll,
    'void clear()': (self: ApexSet) => self.clear(),
    'Set<T> clone()': (self: ApexSet) => new ApexSet(self.type, self.values()),
    'Boolean contains(T item)': (self: ApexSet, item: Value) => self.has(item),
    'Boolean containsAll(List<T> items)': containsAll,
    'Boolean containsAll(Set<T> items)': containsAll,
    'Boolean equals(Object other)': (self: ApexSet, other: Value) => isEqual(self, other, 'exact'),
    'Boolean isEmpty()': (self: ApexSet) => self.size === 0,
    'Iterator<T> iterator()': (self: ApexSet) => new ItemIterator(self.values()),
    'Boolean remove(T item)': (self: ApexSet, item: Value) => self.delete(item),
    'Boolean removeAll(List<T> items)': removeAll,
    'Boolean removeAll(Set<T> items)': removeAll,
    'Boolean retainAll(List<T> items)': retainAll,
    'Boolean retainAll(Set<T> items)': retainAll,
    'Integer size()': (self: ApexSet) => self.size,
  },
};
