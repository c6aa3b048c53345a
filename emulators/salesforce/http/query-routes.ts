import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import { queryText } from '../soql/query-text.ts';
import type { ApiRequest, ApiResponse, Route } from './api-request.ts';
import { type Batch, createQueryCursors } from './query-cursors.ts';
import { recordJson } from './record-json.ts';

const answer = (batch: Batch, { version }: ApiRequest): ApiResponse => ({
  status: 200,
  body: {
    totalSize: batch.totalSize,
    done: batch.next === undefined,
    ...(batch.next === undefined ? {} : { nextRecordsUrl: `/services/data/${version}/query/${batch.next}` }),
    records: batch.records.map((record) => recordJson(record, version)),
  },
});

/** `/query`, `/queryAll` and the pages that follow (REST API Developer Guide, "Query", "QueryAll"). */
export const queryRoutes = (org: Org): Route[] => {
  const cursors = createQueryCursors();
  const run = (allRows: boolean) => (request: ApiRequest) => {
    const text = request.query.get('q');
    if (!text) throw new PlatformError({ errorCode: 'MALFORMED_QUERY', message: 'A query string has to be specified' });
    org.onQuery(text);
    const result = queryText(org)(text, { allRows });
    const batch = cursors.open(request.userId, result.records);
    return answer({ ...batch, totalSize: result.totalSize }, request);
  };
  return [
    { method: 'GET', pattern: '/query', handle: run(false) },
    { method: 'GET', pattern: '/queryAll', handle: run(true) },
    {
      method: 'GET',
      pattern: '/query/:locator',
      handle: (request, values) => answer(cursors.read(request.userId, values['locator'] ?? ''), request),
    },
  ];
};
