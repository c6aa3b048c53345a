import type { ChildRelationship, Field, ObjectType, Schema } from './schema.ts';

const childrenOf = (objects: readonly ObjectType[]) => {
  const byParent = new Map<string, ChildRelationship[]>();
  for (const object of objects) {
    for (const field of object.fields.values()) {
      for (const parent of field.childRelationshipName ? field.referenceTo : []) {
        const known = byParent.get(parent.toLowerCase()) ?? [];
        byParent.set(parent.toLowerCase(), [...known, { name: field.childRelationshipName ?? '', object, field }]);
      }
    }
  }
  return byParent;
};

const parentFields = (object: ObjectType) =>
  new Map(
    [...object.fields.values()].flatMap((field): [string, Field][] =>
      field.relationshipName ? [[field.relationshipName.toLowerCase(), field]] : [],
    ),
  );

/** Indexes objects by name, key prefix and relationship. */
export const createSchema = (objects: readonly ObjectType[]): Schema => {
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const byPrefix = new Map(objects.filter((object) => object.keyPrefix).map((object) => [object.keyPrefix, object]));
  const children = childrenOf(objects);
  const parents = new Map(objects.map((object) => [object.name, parentFields(object)]));
  return {
    objects,
    find: (name) => byName.get(name.toLowerCase()),
    byKeyPrefix: (prefix) => byPrefix.get(prefix),
    field: (object, name) => object.fields.get(name.toLowerCase()),
    parentField: (object, relationship) => parents.get(object.name)?.get(relationship.toLowerCase()),
    childRelationships: (object) => children.get(object.name.toLowerCase()) ?? [],
  };
};
