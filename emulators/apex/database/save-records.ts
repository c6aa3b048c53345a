import { ApexError } from '../values/apex-error.ts';
import type { SObject } from '../values/sobject.ts';
import type { ApexDatabase, DmlOptions, DmlResult } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { prepareInsert, prepareUpdate } from './prepare-save.ts';
import { resolveUpsert } from './resolve-upsert.ts';
import { runStatement, statementOf } from './run-statement.ts';
import type { Store } from './save-chunk.ts';

/** Checks and stores a draft; the row as it was stored, derived fields too, is the draft from then on. */
const keep =
  ({ org }: ApexDatabaseDeps): Store =>
  (entry) => {
    const { object } = entry.record;
    const result = org.database.steps.keep({ object, before: entry.before, values: entry.draft });
    if (result.success) entry.draft = org.database.steps.any(object, String(result.id)) ?? entry.draft;
    else entry.errors.push(...result.errors);
  };

const refuseRepeats = (records: readonly SObject[], operation: 'insert' | 'update' | 'upsert'): void => {
  if (new Set(records).size < records.length) {
    const when = operation === 'update' ? 'Update' : 'Insert or Upsert';
    throw new ApexError('ListException', `Before ${when} list must not have two identically equal elements`);
  }
  const ids = operation === 'insert' ? [] : records.map((record) => record.id).filter((id) => id !== null);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) throw new ApexError('ListException', `Duplicate id in list: ${repeated}`);
};

/** Records learn the ids that inserts gave them. */
const giveIds = (records: readonly SObject[], results: readonly DmlResult[]): void => {
  results.forEach(({ id, success }, at) => {
    const record = records[at];
    if (success && record && record.id === null) record.values.set('Id', id);
  });
};

const plain = ({ id, success, errors }: DmlResult): DmlResult => ({ id, success, errors });

/** insert and update. */
export const saveRecords =
  (deps: ApexDatabaseDeps) =>
  (operation: 'insert' | 'update', records: readonly SObject[], options: DmlOptions): readonly DmlResult[] => {
    refuseRepeats(records, operation);
    const prepare = operation === 'insert' ? prepareInsert : prepareUpdate;
    const results = runStatement(deps, {
      ...{ records, statement: statementOf(operation, options), store: keep(deps) },
      prepare: (chunk) => chunk.map((each) => prepare(deps, { ...each, options })),
    });
    giveIds(records, results);
    return results.map(plain);
  };

/** upsert: each record is added or changed, in one statement. */
export const upsertRecords =
  (deps: ApexDatabaseDeps): ApexDatabase['upsert'] =>
  (records, field, options) => {
    refuseRepeats(records, 'upsert');
    const results = runStatement(deps, {
      ...{ records, statement: statementOf('upsert', options), store: keep(deps) },
      prepare: resolveUpsert(deps, field, options),
    });
    giveIds(records, results);
    return results.map((result) => ({ ...plain(result), created: result.success && result.entry.operation === 'insert' }));
  };
