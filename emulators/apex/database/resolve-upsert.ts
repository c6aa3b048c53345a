import { collationKey } from '../../salesforce/database/collation-key.ts';
import type { SaveError } from '../../salesforce/database/database.ts';
import type { Field } from '../../salesforce/schema/schema.ts';
import { toStored } from '../values/field-value.ts';
import type { SObject } from '../values/sobject.ts';
import type { DmlOptions } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { prepareInsert, prepareUpdate } from './prepare-save.ts';
import type { SaveEntry } from './save-entry.ts';
import type { IndexedRecord } from './statement-chunks.ts';

const refused = ({ index, record }: IndexedRecord, error: SaveError): SaveEntry => ({
  ...{ index, record, operation: 'insert', before: undefined, draft: {} },
  errors: [error],
});

/** An external id as it is compared: texts without regard to case, unless the field says otherwise. */
const keyOf = (field: Field, record: SObject): string | undefined => {
  const value = toStored(record.peek(field.name));
  if (value === null || value === '') return undefined;
  return typeof value === 'string' && !field.caseSensitive ? collationKey(value.trim()) : String(value).trim();
};

/** Keys that stand on more than one record of a chunk. */
const repeatedKeys = (field: Field, chunk: readonly IndexedRecord[]): ReadonlySet<string> => {
  const keys = chunk.map(({ record }) => keyOf(field, record)).filter((key) => key !== undefined);
  return new Set(keys.filter((key, at) => keys.indexOf(key) !== at));
};

const fault = (statusCode: string, message: string, fields: readonly string[] = []): SaveError => ({ statusCode, message, fields });

/**
 * Decides for each record whether it is added or changed. A key that two records of a chunk share refuses both of them
 * (salesforce.stackexchange.com/questions/296121: "DUPLICATE_VALUE, Duplicate external id specified", among 200 records at a time); one
 * that several stored records hold is DUPLICATE_EXTERNAL_ID (Apex Developer Guide, "Upserting Records").
 */
export const resolveUpsert = (deps: ApexDatabaseDeps, field: Field | undefined, options: DmlOptions) => {
  const byId = (each: IndexedRecord): SaveEntry =>
    each.record.id === null ? prepareInsert(deps, { ...each, options }) : prepareUpdate(deps, { ...each, options });
  const byKey = (each: IndexedRecord, key: Field): SaveEntry => {
    const stored = toStored(each.record.peek(key.name));
    if (keyOf(key, each.record) === undefined) return refused(each, fault('MISSING_ARGUMENT', `${key.name} not specified`));
    const found = deps.org.database.findBy(each.record.object.name, key.name, [typeof stored === 'string' ? stored.trim() : stored]);
    const ids = found.filter((row) => row['IsDeleted'] !== true).map((row) => String(row['Id']));
    if (ids.length > 1) {
      const message = `${key.name}: more than one record found for external id field: [${ids.join(', ')}]`;
      return refused(each, fault('DUPLICATE_EXTERNAL_ID', message, [key.name]));
    }
    return ids[0] === undefined ? prepareInsert(deps, { ...each, options }) : prepareUpdate(deps, { ...each, options }, ids[0]);
  };
  return (chunk: readonly IndexedRecord[]): readonly SaveEntry[] => {
    if (field === undefined || field.type === 'id') return chunk.map(byId);
    const repeated = repeatedKeys(field, chunk);
    return chunk.map((each) => {
      const key = keyOf(field, each.record);
      if (key === undefined || !repeated.has(key)) return byKey(each, field);
      const value = String(toStored(each.record.peek(field.name)));
      return refused(each, fault('DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [field.name]));
    });
  };
};
