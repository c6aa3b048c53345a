import type { Field, ObjectType } from '../schema/schema.ts';
import type { Fields, FieldValue, SaveError } from './database.ts';
import { parseValue } from './parse-value.ts';

export type WriteMode = 'insert' | 'update';

export type ReadFields = { readonly values: Readonly<Record<string, FieldValue>>; readonly errors: readonly SaveError[] };

const NOT_A_FIELD = new Set(['attributes', 'id']);

const unknown = (object: ObjectType, name: string): SaveError => ({
  statusCode: 'INVALID_FIELD',
  message: `No such column '${name}' on sobject of type ${object.name}`,
  fields: [],
});

const readOnly = (names: readonly string[]): SaveError => ({
  statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
  message: `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
  fields: names,
});

const mayWrite = (field: Field, mode: WriteMode) => (mode === 'insert' ? field.createable : field.updateable);

/** Turns the fields of a request into stored values under their canonical names; every error found is reported. */
export const readFields = (object: ObjectType, fields: Fields, mode: WriteMode): ReadFields => {
  const values: Record<string, FieldValue> = {};
  const errors: SaveError[] = [];
  const refused: string[] = [];
  for (const [name, raw] of Object.entries(fields)) {
    if (NOT_A_FIELD.has(name.toLowerCase())) continue;
    const field = object.fields.get(name.toLowerCase());
    if (!field) {
      errors.push(unknown(object, name));
      continue;
    }
    if (!mayWrite(field, mode)) refused.push(field.name);
    const parsed = parseValue(field, raw);
    if ('error' in parsed) errors.push(parsed.error);
    else values[field.name] = parsed.value;
  }
  return { values, errors: refused.length > 0 ? [...errors, readOnly(refused)] : errors };
};
