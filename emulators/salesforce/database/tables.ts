import { PlatformError } from '../platform-error.ts';
import type { ObjectType, Schema } from '../schema/schema.ts';
import type { Row, RowChange } from './database.ts';
import { createJournal } from './journal.ts';
import { Table } from './table.ts';

/** All tables, with a journal so that a failed transaction can be undone, and listeners told of each change. */
export type Tables = {
  of(object: ObjectType): Table;
  /** Throws INVALID_TYPE for a name that the schema lacks. */
  named(objectName: string): Table;
  put(object: ObjectType, row: Row): void;
  transaction(work: () => boolean): boolean;
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
  return {
    of,
    named: (objectName) => {
      const object = schema.find(objectName);
      if (!object) throw unknownObject(objectName);
      return of(object);
    },
    put: (object, row) => {
      const table = of(object);
      const id = String(row['Id']);
      const before = table.get(id);
      journal.remember(() => write(table, id, before));
      write(table, id, row);
    },
    transaction: (work) => journal.transaction(work),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
