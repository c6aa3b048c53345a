import type { Row, SaveError } from '../../salesforce/database/database.ts';
import type { SObject } from '../values/sobject.ts';
import type { DmlOptions, DmlResult } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { enforcesSharing } from './enforces-sharing.ts';
import { runStatement, statementOf } from './run-statement.ts';
import type { Store } from './save-chunk.ts';
import type { SaveEntry } from './save-entry.ts';
import type { IndexedRecord } from './statement-chunks.ts';

const fault = (statusCode: string, message: string): SaveError => ({ statusCode, message, fields: [] });

const notAllowed = (deps: ApexDatabaseDeps, record: SObject, options: DmlOptions): SaveError[] => {
  const { org, context } = deps;
  const { userId } = context();
  const { object } = record;
  if (options.access === 'user' && !org.permissions.mayObject(userId, object, 'delete')) {
    return [fault('INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${object.name}' denied`)];
  }
  const row = org.database.steps.any(object, record.id ?? '');
  const isShared = !enforcesSharing(context(), options.access) || !row || org.sharing.may(userId, { object, row }, 'delete');
  return isShared ? [] : [fault('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')];
};

const entryOf = ({ index, record }: IndexedRecord, row: Row | undefined, rest: Pick<SaveEntry, 'operation' | 'errors'>): SaveEntry => ({
  ...{ index, record, draft: row ?? {} },
  before: row,
  ...rest,
});

/** delete: into the recycle bin; what goes along fires no triggers (Apex Developer Guide, "Operations That Don't Invoke Triggers"). */
export const deleteRecords =
  (deps: ApexDatabaseDeps) =>
  (records: readonly SObject[], options: DmlOptions): readonly DmlResult[] => {
    const { steps } = deps.org.database;
    const prepare = (each: IndexedRecord): SaveEntry => {
      const { object, id } = each.record;
      if (!object.deletable) {
        const error = fault('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support delete`);
        return entryOf(each, undefined, { operation: 'delete', errors: [error] });
      }
      const found = steps.find(object, id ?? undefined);
      if ('error' in found) return entryOf(each, undefined, { operation: 'delete', errors: [found.error] });
      return entryOf(each, found.row, { operation: 'delete', errors: notAllowed(deps, each.record, options) });
    };
    // A before-trigger may have deleted or changed it; the row of now is what goes.
    const store: Store = (entry) => {
      const found = steps.find(entry.record.object, entry.record.id);
      if ('error' in found) entry.errors.push(found.error);
      else steps.remove(entry.record.object, found.row);
    };
    return runStatement(deps, {
      ...{ records, store, statement: statementOf('delete', options), prepare: (chunk) => chunk.map(prepare) },
    }).map(({ id, success, errors }) => ({ id, success, errors }));
  };

const uniqueFields = (record: SObject): readonly string[] =>
  [...record.object.fields.values()].filter((field) => field.unique).map((field) => field.name);

/** undelete: fires after-triggers alone, and those of the named records alone. */
export const undeleteRecords =
  (deps: ApexDatabaseDeps) =>
  (records: readonly SObject[], options: DmlOptions): readonly DmlResult[] => {
    const { steps } = deps.org.database;
    const prepare = (each: IndexedRecord): SaveEntry => {
      const row = steps.any(each.record.object, each.record.id ?? '');
      const error = row?.['IsDeleted'] === true ? [] : [fault('UNDELETE_FAILED', 'Entity is not in the recycle bin')];
      return entryOf(each, row, { operation: 'undelete', errors: error });
    };
    // Its unique values may be another's by now: they are checked as if they were set anew.
    const store: Store = (entry) => {
      const { object } = entry.record;
      const values: Row = { ...entry.draft, IsDeleted: false };
      const before = { ...values, ...Object.fromEntries(uniqueFields(entry.record).map((name) => [name, null])) };
      const result = steps.keep({ object, before, values });
      if (!result.success) entry.errors.push(...result.errors);
      else steps.restore(object, entry.draft);
      entry.draft = steps.any(object, String(entry.draft['Id'])) ?? entry.draft;
    };
    return runStatement(deps, {
      ...{ records, store, statement: statementOf('undelete', options), prepare: (chunk) => chunk.map(prepare) },
    }).map(({ id, success, errors }) => ({ id, success, errors }));
  };

/** Takes records out of the recycle bin for good; no triggers, one DML statement. */
export const emptyRecycleBin =
  (deps: ApexDatabaseDeps) =>
  (records: readonly SObject[]): readonly DmlResult[] => {
    const { steps } = deps.org.database;
    deps.context().limits.count('dmlStatements');
    deps.context().limits.count('dmlRows', records.length);
    deps.context().hasUncommittedWork = true;
    return records.map(({ object, id }) => {
      const row = steps.any(object, id ?? '');
      if (row?.['IsDeleted'] !== true)
        return { id, success: false, errors: [fault('INVALID_ID_FIELD', 'Entity is not in the recycle bin')] };
      steps.purge(object, String(row['Id']));
      return { id, success: true, errors: [] };
    });
  };
