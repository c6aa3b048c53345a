import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { describeObject } from './describe-object.ts';
import { readMetadataFiles } from './metadata-xml.ts';
import { readCustomField } from './read-custom-field.ts';
import type { Field, ObjectKind, ObjectType } from './schema.ts';
import { kinds } from './standard/field-kinds.ts';

const customObject = z.object({
  label: z.string().optional(),
  pluralLabel: z.string().optional(),
  sharingModel: z.enum(['Private', 'Read', 'ReadWrite', 'ControlledByParent']).optional(),
  publishBehavior: z.enum(['PublishAfterCommit', 'PublishImmediately']).optional(),
  nameField: z.object({ type: z.string(), displayFormat: z.string().optional(), label: z.string().optional() }).optional(),
});

type CustomObject = z.infer<typeof customObject>;
type NamedFields = ReadonlyMap<string, readonly Field[]>;

const kindOf = (name: string): ObjectKind => (name.endsWith('__e') ? 'event' : name.endsWith('__mdt') ? 'metadata' : 'record');

/** Key prefixes of custom objects differ from org to org; here they follow the alphabet of names. */
const keyPrefix = (kind: ObjectKind, position: number) => {
  const first = { record: 'a', event: 'e', metadata: 'm' }[kind];
  return first + position.toString(36).padStart(2, '0');
};

const nameField = (kind: ObjectKind, object: CustomObject): readonly Field[] => {
  if (kind !== 'record') return [];
  const automatic = object.nameField?.type === 'AutoNumber' ? kinds.readOnly : {};
  return [
    kinds.text('Name', 80, { nameField: true, label: object.nameField?.label ?? 'Name', ...automatic }),
    kinds.lookup('OwnerId', { objects: ['Group', 'User'] }, { nillable: false }),
  ];
};

/** A field file lies in OBJECT/fields/, so the folder above names its object. */
const fieldsByObject = (directory: string): NamedFields => {
  const fields = new Map<string, Field[]>();
  for (const { path, root } of readMetadataFiles(directory, '.field-meta.xml')) {
    const objectName = basename(dirname(dirname(path)));
    fields.set(objectName, [...(fields.get(objectName) ?? []), readCustomField(root)]);
  }
  return fields;
};

/** What a package's `objects` folders add: objects of its own, and custom fields by the standard object that they extend. */
export const readPackageObjects = (directory: string): { objects: readonly ObjectType[]; extraFields: NamedFields } => {
  const extraFields = fieldsByObject(directory);
  const files = readMetadataFiles(directory, '.object-meta.xml').filter(({ path }) => /__(c|e|mdt)\.object-meta\.xml$/.test(path));
  const objects = files.map(({ path, root }, position) => {
    const name = basename(path, '.object-meta.xml');
    const object = customObject.parse(root);
    const kind = kindOf(name);
    return describeObject({
      name,
      keyPrefix: keyPrefix(kind, position),
      kind,
      label: object.label ?? name,
      labelPlural: object.pluralLabel ?? object.label ?? name,
      sharingModel: object.sharingModel,
      publishBehavior: object.publishBehavior,
      autoNumber: object.nameField?.displayFormat ?? null,
      fields: [...nameField(kind, object), ...(extraFields.get(name) ?? [])],
    });
  });
  return { objects, extraFields };
};
