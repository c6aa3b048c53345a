import type { Field, ObjectType } from '../../salesforce/schema/schema.ts';
import type { Org } from '../../salesforce/org.ts';
import type { QueryRecord, QueryResult } from '../../salesforce/soql/record.ts';
import { runQuery } from '../../salesforce/soql/run-query.ts';
import type { Trigger } from '../trigger.ts';
import type { ExecutionContext } from '../execution-context.ts';
import { ApexError } from '../values/apex-error.ts';
import { fromStored, toStored } from '../values/field-value.ts';
import { ApexList } from '../values/list.ts';
import { ApexSet } from '../values/set.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import type { ApexDatabase, QueryRequest } from './apex-database.ts';

export type ApexDatabaseDeps = {
  readonly org: Org;
  /** Filled once the project is compiled. */
  readonly triggers: readonly Trigger[];
  /** The transaction that is running. */
  readonly context: () => ExecutionContext;
  /** Runs something as another transaction: a batch of events, a job. */
  readonly within: <T>(context: ExecutionContext, work: () => T) => T;
};

const notYet = (what: string) => (): never => {
  throw new Error(`${what} is not modelled yet`);
};

const fieldOf = (object: ObjectType, name: string): Field | undefined => object.fields.get(name.toLowerCase());

const toSObject = (org: Org, record: QueryRecord): SObject => {
  const object = org.schema.find(record.attributes.type);
  if (!object) throw new Error(`unknown object ${record.attributes.type}`);
  const row = new SObject(object);
  if (record.attributes.id !== null) row.values.set('Id', record.attributes.id);
  row.queried = new Set(['Id', ...Object.keys(record.fields)]);
  for (const [name, value] of Object.entries(record.fields)) {
    const field = fieldOf(object, name);
    if (value !== null && typeof value === 'object') {
      if ('attributes' in value) row.values.set(name, toSObject(org, value));
    } else if (field) row.values.set(field.name, fromStored(field, value));
  }
  return row;
};

const bound = (value: Value) => {
  const items = value instanceof ApexList ? value.items : value instanceof ApexSet ? value.values() : undefined;
  return items
    ? items.map((item) => toStored(item instanceof SObject ? item.id : item))
    : toStored(value instanceof SObject ? value.id : value);
};

const read = ({ org, context }: ApexDatabaseDeps, request: QueryRequest): QueryResult => {
  context().limits.count('queries');
  const bind = (expression: Parameters<QueryRequest['bind']>[0]) => bound(request.bind(expression));
  return runQuery({ schema: org.schema, database: org.database, clock: org.clock, bind })(request.query, request.source);
};

/** The org's rows as Apex sees them. First slice: queries and inserts. */
export const createApexDatabase = (deps: ApexDatabaseDeps): ApexDatabase => ({
  transaction: (context, work) => {
    let answer: { value: ReturnType<typeof work> } | undefined;
    deps.within(context, () =>
      deps.org.database.transaction(() => {
        answer = { value: work() };
        return true;
      }),
    );
    if (!answer) throw new Error('a transaction ended without an answer');
    return answer.value;
  },
  query: (request) => read(deps, request).records.map((record) => toSObject(deps.org, record)),
  count: (request) => read(deps, request).totalSize,
  write: (operation, records, options) => {
    deps.context().limits.count('dmlStatements');
    if (operation !== 'insert') return notYet(operation)();
    return records.map((record) => {
      const fields = Object.fromEntries([...record.values].map(([name, value]) => [name, toStored(value)]));
      const result = deps.org.database.insert(record.object.name, fields, { userId: deps.context().userId });
      if (!result.success && options.allOrNone) throw new ApexError('DmlException', result.errors[0]?.message ?? '');
      if (result.id !== null) record.values.set('Id', result.id);
      return result;
    });
  },
  upsert: notYet('upsert'),
  merge: notYet('merge'),
  convertLead: notYet('convertLead'),
  emptyRecycleBin: notYet('emptyRecycleBin'),
  setCreatedDate: notYet('setCreatedDate'),
  setSavepoint: notYet('setSavepoint'),
  rollback: notYet('rollback'),
  releaseSavepoint: notYet('releaseSavepoint'),
  publish: notYet('publish'),
  deliverEvents: notYet('deliverEvents'),
  failEvents: notYet('failEvents'),
  metadata: notYet('metadata'),
  mayObject: () => true,
  mayField: () => true,
  hasCustomPermission: () => false,
});
