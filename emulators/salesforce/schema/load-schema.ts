import { createSchema } from './create-schema.ts';
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

/** The standard objects and what a package directory adds to them. Throws when the package holds what is not modelled. */
export const loadSchema = (options: { packageDirectory: string }): Schema => {
  const { objects, extraFields } = readPackageObjects(options.packageDirectory);
  const all = [...standardObjects.map((object) => extend(object, extraFields)), ...objects];
  refuseUnknownObjects(all, extraFields.keys());
  return createSchema(all);
};
