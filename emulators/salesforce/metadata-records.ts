import { basename } from 'node:path';
import { z } from 'zod';
import type { Database, FieldValue } from './database/database.ts';
import { parseValue } from './database/parse-value.ts';
import { readMetadataFiles } from './schema/metadata-xml.ts';
import type { Field, ObjectType, Schema } from './schema/schema.ts';

const ENDING = '.md-meta.xml';

/** `<value xsi:type="xsd:string">text</value>`; `xsi:nil` leaves the field empty. */
const value = z
  .union([z.string(), z.object({ '#text': z.string().optional(), '@_xsi:nil': z.string().optional() })])
  .optional()
  .transform((raw) => (typeof raw === 'string' ? raw : raw?.['#text']));

const metadataRecord = z.object({
  label: z.string(),
  values: z.array(z.object({ field: z.string(), value })).default([]),
});

type Pending = { readonly object: ObjectType; readonly id: string; readonly references: Readonly<Record<string, string>> };

/** Prefers a record of that name; names of objects and fields (EntityDefinition, FieldDefinition) stay as they are. */
const resolveReference = (database: Database, field: Field | undefined, name: string): FieldValue => {
  for (const target of (field?.referenceTo ?? []).filter((each) => each.endsWith('__mdt'))) {
    const [row] = database.findBy(target, 'DeveloperName', [name.replace(/^.*\./, '')]);
    if (row) return row['Id'] ?? null;
    throw new Error(`${field?.name ?? ''}: no record ${name} of ${target}`);
  }
  return name;
};

type Values = { readonly fields: Record<string, FieldValue>; readonly references: Record<string, string> };

const readValues = (object: ObjectType, values: z.infer<typeof metadataRecord>['values']): Values => {
  const read: Values = { fields: {}, references: {} };
  for (const { field: name, value: text } of values) {
    const field = object.fields.get(name.toLowerCase());
    if (!field) throw new Error(`${object.name} has no field ${name}`);
    if (text !== undefined && field.type === 'reference') read.references[field.name] = text;
    if (text === undefined || field.type === 'reference') continue;
    const parsed = parseValue(field, text);
    if ('error' in parsed) throw new Error(`${name}: ${parsed.error.message}`);
    read.fields[field.name] = parsed.value;
  }
  return read;
};

/** Stores one file `Type.DeveloperName.md-meta.xml`; throws when it names a type or field that the package does not have. */
const storeRecord = (deps: { database: Database; schema: Schema }, file: { path: string; root: unknown }): Pending => {
  const [typeName = '', developerName = ''] = basename(file.path, ENDING).split('.');
  const object = deps.schema.find(`${typeName}__mdt`);
  if (!object) throw new Error(`${file.path}: the package has no type ${typeName}__mdt`);
  const record = metadataRecord.parse(file.root);
  const { fields, references } = readValues(object, record.values);
  const names = { DeveloperName: developerName, QualifiedApiName: developerName, MasterLabel: record.label, Label: record.label };
  return { object, references, id: deps.database.store(object.name, { ...fields, ...names, Language: 'en_US' }) };
};

/** Loads the custom metadata records below a directory; relationships between records are tied once all are there. */
export const storeMetadataRecords = (deps: { database: Database; schema: Schema; directory: string }): void => {
  const { database, schema, directory } = deps;
  const pending = readMetadataFiles(directory, ENDING).map((file) => storeRecord({ database, schema }, file));
  for (const { object, id, references } of pending) {
    for (const [field, name] of Object.entries(references)) {
      database.store(object.name, { Id: id, [field]: resolveReference(database, object.fields.get(field.toLowerCase()), name) });
    }
  }
};
