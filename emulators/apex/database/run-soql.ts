import { userRecordAccess } from '../../salesforce/access/user-record-access.ts';
import { PlatformError } from '../../salesforce/platform-error.ts';
import type { Viewer } from '../../salesforce/soql/engine-deps.ts';
import type { QueryRecord, QueryResult } from '../../salesforce/soql/record.ts';
import { runQuery } from '../../salesforce/soql/run-query.ts';
import { ApexError } from '../values/apex-error.ts';
import type { SObject } from '../values/sobject.ts';
import type { AccessMode, ApexDatabase, QueryRequest } from './apex-database.ts';
import { boundValue } from './bound-value.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { enforcesSharing } from './enforces-sharing.ts';
import { resultToSObject } from './result-to-sobject.ts';

const viewerOf = ({ org, context }: ApexDatabaseDeps, access: AccessMode): Viewer => {
  const { userId } = context();
  const { permissions, sharing } = org;
  return {
    ...(access === 'user' && {
      object: (object) => permissions.mayObject(userId, object, 'read'),
      field: (object, field) => permissions.mayField(userId, { object, field }, 'read'),
    }),
    ...(enforcesSharing(context(), access) && {
      record: (object, row) => !sharing.restricts(userId, object) || sharing.may(userId, { object, row }, 'read'),
    }),
  };
};

/** Rows are counted wherever they are nested. */
const rowsIn = (records: readonly QueryRecord[]): number =>
  records.reduce((total, { fields }) => {
    const nested = Object.values(fields).filter((value) => value !== null && typeof value === 'object' && 'records' in value);
    return total + 1 + nested.reduce((sum, result) => sum + rowsIn(result.records), 0);
  }, 0);

const run = (deps: ApexDatabaseDeps, request: QueryRequest): QueryResult => {
  const { org, context } = deps;
  const { schema, database, clock } = org;
  const bind = (expression: Parameters<QueryRequest['bind']>[0]) => boundValue(request.bind(expression));
  const engine = { schema, database, clock, bind, viewer: viewerOf(deps, request.access) };
  const computed = { UserRecordAccess: userRecordAccess(org) };
  context().limits.count('queries');
  const answer = context().witness((): QueryResult | ApexError => {
    try {
      return runQuery({ ...engine, computed })(request.query, request.source);
    } catch (error) {
      if (error instanceof PlatformError) return new ApexError('QueryException', error.message);
      throw error;
    }
  });
  if (answer instanceof ApexError) throw answer;
  return answer;
};

/** Queries of Apex over the org's one evaluator; what it refuses is a QueryException (Apex Reference Guide, "Exception Class and Built-In Exceptions"). */
export const runSoql = (deps: ApexDatabaseDeps): Pick<ApexDatabase, 'query' | 'count'> => {
  const toSObject = (record: QueryRecord): SObject => resultToSObject({ schema: deps.org.schema, types: deps.types }, record);
  return {
    query: (request) => {
      const { records } = run(deps, request);
      deps.context().limits.count('queryRows', rowsIn(records));
      return records.map(toSObject);
    },
    count: (request) => {
      const { totalSize } = run(deps, request);
      deps.context().limits.count('queryRows', 1);
      return totalSize;
    },
  };
};
