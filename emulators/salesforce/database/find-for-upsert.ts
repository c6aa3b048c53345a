import type { ObjectType } from '../schema/schema.ts';
import type { Fields, SaveError } from './database.ts';
import { parseValue } from './parse-value.ts';
import type { Tables } from './tables.ts';

type Request = { readonly object: ObjectType; readonly tables: Tables; readonly externalIdField: string; readonly fields: Fields };
type Found = { readonly error: SaveError } | { readonly id: string | undefined; readonly fields: Fields };

const wrong = (statusCode: string, message: string, fields: readonly string[] = []): Found => ({ error: { statusCode, message, fields } });

const valueOf = (fields: Fields, name: string): unknown =>
  Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key.toLowerCase() !== name.toLowerCase()));

/** Which live record an upsert means: the one with this external id, none yet, or an error if several hold it (REST API Developer Guide, "Upsert"). */
export const findForUpsert = ({ object, tables, externalIdField, fields }: Request): Found => {
  const field = object.fields.get(externalIdField.toLowerCase());
  if (!field || !(field.externalId || field.idLookup)) {
    return wrong('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${externalIdField}`);
  }
  const raw = valueOf(fields, field.name);
  if (field.type === 'id') {
    const rest = without(fields, 'Id');
    return { id: typeof raw === 'string' && raw !== '' ? raw : undefined, fields: rest };
  }
  const parsed = parseValue(field, raw);
  if ('error' in parsed) return parsed;
  if (parsed.value === null) return wrong('MISSING_ARGUMENT', `${field.name} not specified`, []);
  const matches = tables
    .of(object)
    .findBy(field, [parsed.value])
    .filter((row) => row['IsDeleted'] !== true)
    .map((row) => String(row['Id']));
  if (matches.length > 1) {
    return wrong('DUPLICATE_EXTERNAL_ID', `${field.name}: more than one record found for external id field: [${matches.join(', ')}]`, [
      field.name,
    ]);
  }
  return { id: matches[0], fields };
};
