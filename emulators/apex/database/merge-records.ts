import type { Row, SaveError } from '../../salesforce/database/database.ts';
import { ApexError } from '../values/apex-error.ts';
import type { SObject } from '../values/sobject.ts';
import type { ApexDatabase, DmlResult } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { dmlException } from './dml-exception.ts';
import { fireTriggers } from './fire-triggers.ts';
import { prepareUpdate } from './prepare-save.ts';
import { isGood, type SaveEntry } from './save-entry.ts';

/** Apex Developer Guide, "Merging Records": these objects alone, up to two duplicates at a time. */
const OBJECTS = ['Account', 'Contact', 'Lead'];
const MAX_DUPLICATES = 2;

const fault = (statusCode: string, message: string): SaveError => ({ statusCode, message, fields: [] });

const refuseImpossible = (master: SObject, duplicates: readonly SObject[]): void => {
  const isPossible = OBJECTS.includes(master.object.name) && duplicates.every((each) => each.object === master.object);
  if (!isPossible) throw new ApexError('TypeException', `Merge of ${master.object.name} records is not supported`);
  if (duplicates.length > MAX_DUPLICATES) throw new ApexError('DmlException', `A merge takes at most ${MAX_DUPLICATES} duplicates`);
};

const loserEntry = ({ org }: ApexDatabaseDeps, record: SObject, index: number): SaveEntry => {
  const found = org.database.steps.find(record.object, record.id ?? undefined);
  const row: Row | undefined = 'row' in found ? found.row : undefined;
  return { index, record, operation: 'delete', before: row, draft: row ?? {}, errors: 'error' in found ? [found.error] : [] };
};

/**
 * merge: the duplicates go to the recycle bin with MasterRecordId set, their children go to the master. Delete triggers fire for the
 * duplicates and update triggers for the master, none for the children (Apex Developer Guide, "Triggers and Merge Statements").
 */
export const mergeRecords =
  (deps: ApexDatabaseDeps): ApexDatabase['merge'] =>
  (master, duplicates, options) => {
    refuseImpossible(master, duplicates);
    const { database } = deps.org;
    const { object } = master;
    deps.context().limits.count('dmlStatements');
    deps.context().limits.count('dmlRows', duplicates.length + 1);
    deps.context().hasUncommittedWork = true;
    const start = database.savepoint();
    const kept = prepareUpdate(deps, { index: 0, record: master, options });
    const losers = duplicates.map((each, at) => loserEntry(deps, each, at));
    const entries = [kept, ...losers];
    fireTriggers(deps, { object, operation: 'delete', timing: 'before' }, losers);
    fireTriggers(deps, { object, operation: 'update', timing: 'before' }, [kept]);
    if (entries.every(isGood)) {
      const saved = database.steps.keep({ object, before: kept.before, values: kept.draft });
      kept.errors.push(...saved.errors);
      for (const loser of losers) database.steps.merge(object, kept.draft, loser.draft);
      fireTriggers(deps, { object, operation: 'delete', timing: 'after' }, losers);
      fireTriggers(deps, { object, operation: 'update', timing: 'after' }, [kept]);
    }
    const failed = entries.filter((entry) => !isGood(entry));
    if (failed.length === 0) return duplicates.map(({ id }): DmlResult => ({ id, success: true, errors: [] }));
    database.rollbackTo(start);
    const errors = failed.flatMap((entry) => entry.errors);
    if (options.allOrNone)
      throw dmlException('Merge', [{ index: 0, id: master.id, errors: errors.length > 0 ? errors : [fault('UNKNOWN_EXCEPTION', '')] }]);
    return duplicates.map(({ id }): DmlResult => ({ id, success: false, errors }));
  };
