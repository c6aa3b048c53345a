import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import { runSearch } from '../sosl/run-search.ts';
import type { Route } from './api-request.ts';
import { recordJson } from './record-json.ts';

/** `/search?q=FIND {...}` (REST API Developer Guide, "Search"). */
export const searchRoutes = (org: Org): Route[] => [
  {
    method: 'GET',
    pattern: '/search',
    handle: ({ query, version }) => {
      const text = query.get('q');
      if (!text) throw new PlatformError({ errorCode: 'MALFORMED_SEARCH', message: 'No search string is specified' });
      org.onQuery(text);
      return { status: 200, body: { searchRecords: runSearch(org)(text).map((record) => recordJson(record, version)) } };
    },
  },
];
