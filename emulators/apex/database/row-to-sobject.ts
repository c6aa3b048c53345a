import type { Row } from '../../salesforce/database/database.ts';
import type { ObjectType } from '../../salesforce/schema/schema.ts';
import { fromStored } from '../values/field-value.ts';
import { SObject } from '../values/sobject.ts';

/** A whole stored row as a record: every field that holds something, all of them readable. `without` are names to leave out. */
export const rowToSObject = (object: ObjectType, row: Row, without: readonly string[] = []): SObject => {
  const record = new SObject(object);
  for (const field of object.fields.values()) {
    const stored = row[field.name] ?? null;
    if (stored !== null && !without.includes(field.name)) record.values.set(field.name, fromStored(field, stored));
  }
  return record;
};
