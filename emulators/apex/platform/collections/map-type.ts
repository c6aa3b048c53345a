import { itemsOf } from '../../compile/iteration.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { isSubtypeOrCollection } from '../../types/holds-collection.ts';
import { isEqual } from '../../values/equality.ts';
import { ApexMap } from '../../values/map.ts';
import type { SObject } from '../../values/sobject.ts';
import type { Value } from '../../values/value.ts';

const entriesOf = (map: ApexMap): Map<Value, Value> => new Map(map.entries());

const putAll = (self: ApexMap, other: ApexMap): void => {
  for (const [key, value] of other.entries()) self.put(key, value);
};

const byId = (records: Value): Map<Value, Value> =>
  new Map([...itemsOf(records)].map((record) => [(record as SObject).peek('Id'), record]));

/** Apex Reference Guide, "Map Class". */
export const mapType: PlatformType = {
  name: 'Map<K, V>',
  kind: 'collection',
  is: (value, type) => value instanceof ApexMap && isSubtypeOrCollection(value.type, type),
  constructors: {
    'Map()': () => new Map(),
    'Map(Map<K, V> entries)': (_self: null, entries: ApexMap) => entriesOf(entries),
    'Map(List<SObject> records)': (_self: null, records: Value) => byId(records),
  },
  methods: {
    'void clear()': (self: ApexMap) => self.clear(),
    'Map<K, V> clone()': entriesOf,
    'Boolean containsKey(K key)': (self: ApexMap, key: Value) => self.has(key),
    'Boolean equals(Object other)': (self: ApexMap, other: Value) => isEqual(self, other, 'exact'),
    'V get(K key)': (self: ApexMap, key: Value) => self.get(key),
    'Boolean isEmpty()': (self: ApexMap) => self.size === 0,
    'Set<K> keySet()': (self: ApexMap) => new Set(self.entries().map(([key]) => key)),
    'V put(K key, V value)': (self: ApexMap, key: Value, value: Value) => self.put(key, value),
    'void putAll(Map<K, V> entries)': putAll,
    'void putAll(List<SObject> records)': (self: ApexMap, records: Value) => {
      for (const [id, record] of byId(records)) self.put(id, record);
    },
    'V remove(K key)': (self: ApexMap, key: Value) => self.delete(key),
    'Integer size()': (self: ApexMap) => self.size,
    'List<V> values()': (self: ApexMap) => self.entries().map(([, value]) => value),
  },
};
