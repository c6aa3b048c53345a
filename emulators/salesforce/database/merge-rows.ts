import type { ObjectType, Schema } from '../schema/schema.ts';
import type { Row } from './database.ts';
import { DELETED_WITH } from './deleted-with.ts';
import type { Tables } from './tables.ts';

/** Lets one record take the place of another (SOAP API Developer Guide, "merge()": children are reparented, the loser is deleted). */
export const mergeRows =
  (deps: { schema: Schema; tables: Tables; now: () => string }) =>
  (object: ObjectType, master: Row, loser: Row): void => {
    const { schema, tables } = deps;
    for (const { object: childObject, field } of schema.childRelationships(object)) {
      for (const child of tables.of(childObject).findBy(field, [loser['Id'] ?? null])) {
        tables.put(childObject, { ...child, [field.name]: master['Id'] ?? null });
      }
    }
    const gone = { IsDeleted: true, MasterRecordId: master['Id'] ?? null, SystemModstamp: deps.now(), [DELETED_WITH]: null };
    tables.put(object, { ...loser, ...gone });
  };
