import type { FieldValue } from '../../salesforce/database/database.ts';
import { toStored } from '../values/field-value.ts';
import { ApexList } from '../values/list.ts';
import { ApexMap } from '../values/map.ts';
import { ApexSet } from '../values/set.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';

const one = (value: Value): FieldValue => toStored(value instanceof SObject ? value.id : value);

/** What `:expression` stands for in a query: records mean their ids, a map its keys (Apex Developer Guide, "Using Apex Variables in SOQL and SOSL Queries"). */
export const boundValue = (value: Value): FieldValue | readonly FieldValue[] => {
  if (value instanceof ApexList) return value.items.map(one);
  if (value instanceof ApexSet) return value.values().map(one);
  if (value instanceof ApexMap) return value.entries().map(([key]) => one(key));
  return one(value);
};
