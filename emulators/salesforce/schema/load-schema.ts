import { createSchema } from './create-schema.ts';
import { withPersonAccounts } from './person-accounts.ts';
import { readPackageObjects } from './read-package-objects.ts';
import type { Field, ObjectType, Schema } from './schema.ts';
import { standardObjects } from './standard-objects.ts';

/** Custom fields of an activity are kept under Activity and appear on both of its kinds (Object Reference, "Task", "Event"). */
const ACTIVITY_OBJECTS = ['Task', 'Event'];

const extend = (object: ObjectType, extraFields: ReadonlyMap<string, readonly Field[]>): ObjectType => {
  const own = extraFields.get(object.name) ?? [];
  const shared = ACTIVITY_OBJECTS.includes(object.name) ? (extraFields.get('Activity') ?? []) : [];
  const added = [...own, ...shared].map((field): [string, Field] => [field.name.toLowerCase(), field]);
  return { ...object, fields: new Map([...object.fields, ...added]) };
};

const refuseUnknownObjects = (objects: readonly ObjectType[], extended: Iterable<string>) => {
  const known = new Set(['Activity', ...objects.map((object) => object.name)]);
  const stranger = [...extended].find((name) => !known.has(name));
  if (stranger) throw new Error(`the package adds fields to ${stranger}, which standard-objects.ts does not describe`);
};

export type SchemaOptions = {
  readonly packageDirectory: string;
  /** By object, besides those of the package. */
  readonly customFields?: Readonly<Record<string, readonly Field[]>> | undefined;
  readonly personAccounts?: boolean | undefined;
};

const withAdded = (fields: ReadonlyMap<string, readonly Field[]>, added: SchemaOptions['customFields'] = {}) => {
  const all = new Map(fields);
  for (const [name, own] of Object.entries(added)) all.set(name, [...(all.get(name) ?? []), ...own]);
  return all;
};

/** The standard objects and what a package directory and an admin add to them. Throws when the package holds what is not modelled. */
export const loadSchema = ({ packageDirectory, customFields, personAccounts = false }: SchemaOptions): Schema => {
  const { objects, extraFields } = readPackageObjects(packageDirectory);
  const added = withAdded(extraFields, customFields);
  const standard = standardObjects.map((object) => extend(object, added));
  refuseUnknownObjects([...standard, ...objects], added.keys());
  return createSchema([...(personAccounts ? withPersonAccounts(standard) : standard), ...objects]);
};
