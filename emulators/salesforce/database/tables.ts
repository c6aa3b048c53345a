import { PlatformError } from '../platform-error.ts';
import type { ObjectType, Schema } from '../schema/schema.ts';
import type { Row, RowChange } from './database.ts';
import { createJournal, type Journal } from './journal.ts';
import { Table } from './table.ts';

/** All tables, with a journal by which a transaction can be undone, and listeners told of each change. */
export type Tables = {
  of(object: ObjectType): Table;
  /** Throws INVALID_TYPE for a name that the schema lacks. */
  named(objectName: string): Table;
  put(object: ObjectType, row: Row): void;
  /** Takes a row away for good: out of the recycle bin too. */
  purge(object: ObjectType, id: string): void;
  readonly journal: Journal;
  onChange(listener: (change: RowChange) => void): () => void;
};

const unknownObject = (objectName: string) =>
  new PlatformError({ status: 404, errorCode: 'INVALID_TYPE', message: `sObject type '${objectName}' is not supported.` });

export const createTables = (schema: Schema): Tables => {
  const tables = new Map(schema.objects.map((object) => [object.name, new Table(object)]));
  const listeners = new Set<(change: RowChange) => void>();
  const journal = createJournal();
  const of = (object: ObjectType): Table => {
    const table = tables.get(object.name);
    if (!table) throw unknownObject(object.name);
    return table;
  };
  const write = (table: Table, id: string, row: Row | undefined) => {
    const before = table.get(id);
    table.put(id, row);
    const after = row ?? { ...before, IsDeleted: true };
    for (const listener of listeners) listener({ objectName: table.object.name, before, after });
  };
  const replace = (object: ObjectType, id: string, row: Row | undefined) => {
    const table = of(object);
    const before = table.get(id);
    journal.remember(() => write(table, id, before));
    write(table, id, row);
  };
  return {
    of,
    named: (objectName) => {
      const object = schema.find(objectName);
      if (!object) throw unknownObject(objectName);
      return of(object);
    },
    put: (object, row) => replace(object, String(row['Id']), row),
    purge: (object, id) => replace(object, id, undefined),
    journal,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
