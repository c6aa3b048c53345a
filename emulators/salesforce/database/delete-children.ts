import type { ChildRelationship, ObjectType, Schema } from '../schema/schema.ts';
import type { Row } from './database.ts';
import { DELETED_WITH } from './deleted-with.ts';
import type { Tables } from './tables.ts';

/** What goes with its parent: activities of a person, contacts of an account, versions of a file, links to it (Salesforce Help, "Considerations for Deleting"). */
const goesToo = (parent: ObjectType, { object }: ChildRelationship) =>
  ['Task', 'Event', 'ContentDocumentLink'].includes(object.name) ||
  (parent.name === 'ContentDocument' && object.name === 'ContentVersion') ||
  (parent.name === 'Account' && ['Contact', 'Case', 'Opportunity'].includes(object.name));

/** Deletes a record with what hangs on it and clears other lookups to it; nothing is lost, rows keep IsDeleted = true. */
export const deleteWithChildren =
  (deps: { schema: Schema; tables: Tables }) =>
  (object: ObjectType, row: Row, deletedWith: string | null = null): void => {
    const { schema, tables } = deps;
    tables.put(object, { ...row, IsDeleted: true, [DELETED_WITH]: deletedWith });
    for (const relationship of schema.childRelationships(object)) {
      const children = tables.of(relationship.object).findBy(relationship.field, [row['Id'] ?? null]);
      for (const child of children.filter((each) => each['IsDeleted'] !== true)) {
        if (goesToo(object, relationship)) deleteWithChildren(deps)(relationship.object, child, deletedWith ?? String(row['Id']));
        else tables.put(relationship.object, { ...child, [relationship.field.name]: null });
      }
    }
  };
