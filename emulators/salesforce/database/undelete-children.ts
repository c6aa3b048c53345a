import type { ObjectType, Schema } from '../schema/schema.ts';
import type { Row } from './database.ts';
import { DELETED_WITH } from './deleted-with.ts';
import type { Tables } from './tables.ts';

/** Brings a record back from the recycle bin, with the children that its deletion took along (SOAP API Developer Guide, "undelete()"). */
export const undeleteWithChildren =
  (deps: { schema: Schema; tables: Tables }) =>
  (object: ObjectType, row: Row): void => {
    const { schema, tables } = deps;
    const live = (each: Row): Row => ({ ...each, IsDeleted: false, [DELETED_WITH]: null });
    tables.put(object, live(row));
    for (const { object: childObject, field } of schema.childRelationships(object)) {
      const children = tables.of(childObject).findBy(field, [row['Id'] ?? null]);
      for (const child of children) if (child[DELETED_WITH] === row['Id']) tables.put(childObject, live(child));
    }
  };
