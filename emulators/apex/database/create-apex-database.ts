import type { ExecutionContext } from '../execution-context.ts';
import { moment } from '../../salesforce/database/moment.ts';
import type { ApexDatabase } from './apex-database.ts';
import { convertLead } from './convert-lead.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { deleteRecords, emptyRecycleBin, undeleteRecords } from './delete-records.ts';
import { mergeRecords } from './merge-records.ts';
import { publishEvents } from './publish-events.ts';
import { rowToSObject } from './row-to-sobject.ts';
import { runSoql } from './run-soql.ts';
import { saveRecords, upsertRecords } from './save-records.ts';
import { savepoints } from './savepoints.ts';

const writes = (deps: ApexDatabaseDeps): Pick<ApexDatabase, 'write' | 'upsert' | 'merge' | 'convertLead' | 'emptyRecycleBin'> => {
  const save = saveRecords(deps);
  const remove = deleteRecords(deps);
  const restore = undeleteRecords(deps);
  return {
    write: (operation, records, options) => {
      if (operation === 'delete') return remove(records, options);
      return operation === 'undelete' ? restore(records, options) : save(operation, records, options);
    },
    upsert: upsertRecords(deps),
    merge: mergeRecords(deps),
    convertLead: convertLead(deps),
    emptyRecycleBin: emptyRecycleBin(deps),
  };
};

const permissions = ({ org, context }: ApexDatabaseDeps): Pick<ApexDatabase, 'mayObject' | 'mayField' | 'hasCustomPermission'> => ({
  mayObject: (object, permission) => org.permissions.mayObject(context().userId, object, permission),
  mayField: (object, field, permission) => org.permissions.mayField(context().userId, { object, field }, permission),
  // The package has no custom permission, and nobody else's class asks.
  hasCustomPermission: () => false,
});

/** The org's rows as Apex sees them, over the org's one database and one query language. */
export const createApexDatabase = (deps: ApexDatabaseDeps): ApexDatabase => {
  const { org } = deps;
  const open: ExecutionContext[] = [];
  const events = publishEvents(deps, () => open[0] ?? deps.context());
  const transaction: ApexDatabase['transaction'] = (context, work) => {
    const answers: ReturnType<typeof work>[] = [];
    open.push(context);
    try {
      org.database.transaction(() => {
        answers.push(deps.within(context, work));
        return true;
      });
    } finally {
      open.pop();
    }
    return answers[0] as ReturnType<typeof work>;
  };
  return {
    transaction,
    ...runSoql(deps),
    ...writes(deps),
    ...savepoints(deps),
    ...permissions(deps),
    ...events,
    setCreatedDate: (id, time) => {
      const object = org.schema.byKeyPrefix(id.slice(0, 3));
      if (object) org.database.store(object.name, { Id: id, CreatedDate: moment.format(time) });
    },
    metadata: (object) => org.database.rows(object.name).map((row) => rowToSObject(object, row)),
  };
};
