import type { FieldValue } from '../../salesforce/database/database.ts';
import type { ObjectType, Schema } from '../../salesforce/schema/schema.ts';
import { nameObject } from '../../salesforce/schema/standard/name-object.ts';
import type { QueryRecord, QueryResult } from '../../salesforce/soql/record.ts';
import { Decimal } from '../values/decimal.ts';
import { fromStored } from '../values/field-value.ts';
import { ApexList } from '../values/list.ts';
import { aggregateResult, SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';

type Deps = { readonly schema: Schema; readonly types: ApexDatabaseDeps['types'] };

/** Counts are Integer, other numbers Decimal; dates stay texts' values as stored, because a column has no field. */
const aggregateValue = (value: FieldValue): Value => {
  if (typeof value !== 'number') return value;
  return Number.isInteger(value) ? value : Decimal.ofNumber(value);
};

const aggregateRow = (record: QueryRecord): SObject => {
  const row = new SObject(aggregateResult);
  for (const [name, value] of Object.entries(record.fields)) {
    if (value === null || typeof value !== 'object') row.values.set(name, aggregateValue(value));
  }
  return row;
};

const objectOf = ({ schema }: Deps, { attributes: { type } }: QueryRecord): ObjectType => {
  const object = type === 'Name' ? nameObject : schema.find(type);
  if (!object) throw new Error(`unknown object ${type}`);
  return object;
};

const children = (deps: Deps, { object, name }: { object: ObjectType; name: string }, result: QueryResult | null): ApexList => {
  const child = deps.schema.childRelationships(object).find((each) => each.name === name);
  if (!child) throw new Error(`${object.name} has no children ${name}`);
  return new ApexList(
    deps.types.get(`List<${child.object.name}>`),
    (result?.records ?? []).map((record) => resultToSObject(deps, record)),
  );
};

const put = (deps: Deps, row: SObject, [name, value]: readonly [string, QueryRecord['fields'][string]]): void => {
  const { object } = row;
  const field = object.fields.get(name.toLowerCase());
  row.queried?.add(name);
  if (field && (value === null || typeof value !== 'object')) {
    if (value !== null) row.values.set(field.name, fromStored(field, value));
    return;
  }
  if (value !== null && typeof value === 'object' && 'attributes' in value) {
    row.values.set(name, resultToSObject(deps, value));
  } else if (deps.schema.parentField(object, name)) row.values.set(name, null);
  else if (value === null || (typeof value === 'object' && 'records' in value))
    row.values.set(name, children(deps, { object, name }, value));
};

/**
 * A record of a query's result: only what was asked for may be read, besides the id, and the reference field of a parent that was asked
 * for. A parent that is not there is null.
 */
export const resultToSObject = (deps: Deps, record: QueryRecord): SObject => {
  if (record.attributes.type === aggregateResult.name) return aggregateRow(record);
  const row = new SObject(objectOf(deps, record));
  row.queried = new Set(['Id']);
  if (record.attributes.id !== null) row.values.set('Id', record.attributes.id);
  for (const entry of Object.entries(record.fields)) {
    put(deps, row, entry);
    const parent = deps.schema.parentField(row.object, entry[0]);
    const target = row.values.get(entry[0]);
    if (parent) row.queried.add(parent.name);
    if (parent && target instanceof SObject && target.id !== null) row.values.set(parent.name, target.id);
  }
  return row;
};
