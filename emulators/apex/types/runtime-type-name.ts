import { ApexObject } from '../values/apex-object.ts';
import { ApexBlob } from '../values/blob.ts';
import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import { Double } from '../values/double.ts';
import { EnumValue } from '../values/enum-value.ts';
import { ApexList } from '../values/list.ts';
import { ApexMap } from '../values/map.ts';
import { ApexSet } from '../values/set.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';

const ofObject = (value: object): string => {
  if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap || value instanceof ApexObject)
    return value.type.name;
  if (value instanceof SObject) return value.object.name;
  if (value instanceof EnumValue) return value.typeName;
  if (value instanceof Decimal) return 'Decimal';
  if (value instanceof Double) return 'Double';
  if (value instanceof ApexDate) return 'Date';
  if (value instanceof ApexDatetime) return 'Datetime';
  return value instanceof ApexBlob ? 'Blob' : value.constructor.name;
};

/** The Apex name of what a value is, for messages. */
export const runtimeTypeName = (value: Exclude<Value, null>): string => {
  if (typeof value === 'object') return ofObject(value);
  return { boolean: 'Boolean', number: 'Integer', bigint: 'Long', string: 'String' }[
    typeof value as 'boolean' | 'number' | 'bigint' | 'string'
  ];
};
