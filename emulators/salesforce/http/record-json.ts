import type { QueryRecord, QueryResult } from '../soql/record.ts';

const isResult = (value: object): value is QueryResult => 'records' in value;

const valueJson = (value: QueryRecord['fields'][string] | undefined, version: string): unknown => {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (!isResult(value)) return recordJson(value, version);
  return { totalSize: value.totalSize, done: true, records: value.records.map((record) => recordJson(record, version)) };
};

/** A record of a query or search as the REST API writes it, with its type and address. */
export const recordJson = (record: QueryRecord, version: string): Record<string, unknown> => {
  const { type, id } = record.attributes;
  const attributes = id === null ? { type } : { type, url: `/services/data/${version}/sobjects/${type}/${id}` };
  return { attributes, ...Object.fromEntries(Object.entries(record.fields).map(([name, value]) => [name, valueJson(value, version)])) };
};
