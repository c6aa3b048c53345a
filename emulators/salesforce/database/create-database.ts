import type { Clock } from '../clock.ts';
import { recordId } from '../schema/record-id.ts';
import type { ObjectType, Schema } from '../schema/schema.ts';
import { createOrgRules, type OrgRules } from '../rules/org-rules.ts';
import { checkRow } from './check-row.ts';
import type { Database } from './database.ts';
import { deleteRow } from './delete-row.ts';
import { deriveFields } from './derive-fields.ts';
import { insertRow } from './insert-row.ts';
import { moment } from './moment.ts';
import { saveResult } from './save-result.ts';
import { personSync } from './sync-person.ts';
import { storeRow } from './store-row.ts';
import { createTables, type Tables } from './tables.ts';
import { updateRow } from './update-row.ts';
import { upsertRow } from './upsert-row.ts';
import type { WriteDeps } from './write-deps.ts';
import { writeSteps } from './write-steps.ts';

/** Ids and auto-numbers count up per object, from 1. */
const createSequence = () => {
  const last = new Map<string, number>();
  return (object: ObjectType): number => {
    const next = (last.get(object.name) ?? 0) + 1;
    last.set(object.name, next);
    return next;
  };
};

type KeepDeps = Omit<WriteDeps, 'keep'> & { readonly rules: OrgRules };

const keepWith = (deps: KeepDeps): WriteDeps['keep'] => {
  const check = checkRow(deps);
  const person = personSync(deps);
  return ({ object, before, values }) => {
    const row = person.complete(object, deriveFields(object.name, values, deps.tables));
    const errors = check({ object, before, row });
    if (errors.length > 0) return saveResult.refused(errors);
    const others = () => [...deps.tables.of(object).all()].filter(isLive);
    const refusals = deps.rules.judge(object, { row, before, others });
    if (refusals.length > 0) return saveResult.refused(refusals);
    deps.tables.put(object, row);
    person.store(object, row);
    return saveResult.saved(String(row['Id']));
  };
};

const isLive = (row: { readonly IsDeleted?: unknown }) => row.IsDeleted !== true;

const reads = (tables: Tables): Pick<Database, 'get' | 'rows' | 'allRows' | 'findBy'> => ({
  get: (objectName, id) => {
    const row = tables.named(objectName).get(recordId.parse(id) ?? '');
    return row && isLive(row) ? row : undefined;
  },
  rows: (objectName) => [...tables.named(objectName).all()].filter(isLive),
  allRows: (objectName) => [...tables.named(objectName).all()],
  findBy: (objectName, fieldName, values) => {
    const table = tables.named(objectName);
    const field = table.object.fields.get(fieldName.toLowerCase());
    if (!field) throw new Error(`${objectName} has no field ${fieldName}`);
    return table.findBy(field, values);
  },
});

export type DatabaseDeps = { readonly schema: Schema; readonly clock: Clock; readonly rules?: OrgRules };

/** An empty database over a schema. */
export const createDatabase = ({ schema, clock, rules = createOrgRules() }: DatabaseDeps): Database => {
  const tables = createTables(schema);
  const parts = { schema, tables, now: () => moment.format(clock.now()), nextNumber: createSequence() };
  const deps: WriteDeps = { ...parts, keep: keepWith({ ...parts, rules }) };
  return {
    ...reads(tables),
    insert: insertRow(deps),
    update: updateRow(deps),
    upsert: upsertRow(deps),
    delete: deleteRow(deps),
    store: storeRow(deps),
    steps: writeSteps(deps),
    transaction: (work) => tables.journal.transaction(work),
    savepoint: () => tables.journal.mark(),
    rollbackTo: (savepoint) => tables.journal.undoTo(savepoint),
    onCommit: (work) => tables.journal.onCommit(work),
    onUndo: (undo) => tables.journal.remember(undo),
    onChange: (listener) => tables.onChange(listener),
  };
};
