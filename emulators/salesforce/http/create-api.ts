import type { Org } from '../org.ts';
import type { ApiRequest, ApiResponse, Route } from './api-request.ts';
import { collectionRoutes } from './collection-routes.ts';
import { compositeRoutes } from './composite-routes.ts';
import { notFound } from './error-response.ts';
import { documentLinkRoutes } from './document-link-routes.ts';
import { externalIdRoutes } from './external-id-routes.ts';
import { limitsRoutes } from './limits-routes.ts';
import { matchRoute } from './match-route.ts';
import { queryRoutes } from './query-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { sobjectRoutes } from './sobject-routes.ts';

/** Spring '23 to Spring '26; others are 404, as a retired or future version is. */
export const API_VERSIONS = [58, 59, 60, 61, 62, 63, 64, 65, 66].map((number) => `v${number}.0`);

/** Answers a call of the REST API, or throws a PlatformError. Knows nothing of sockets: composite requests come through here too. */
export const createApi = (org: Org): ((request: ApiRequest) => ApiResponse) => {
  const simple = [queryRoutes, searchRoutes, documentLinkRoutes, sobjectRoutes, externalIdRoutes, collectionRoutes, limitsRoutes].flatMap(
    (routes) => routes(org),
  );
  const call =
    (routes: readonly Route[]) =>
    (request: ApiRequest): ApiResponse => {
      if (!API_VERSIONS.includes(request.version)) throw notFound();
      const { route, values } = matchRoute(routes, request);
      return route.handle(request, values);
    };
  return call([...simple, ...compositeRoutes(org, call(simple))]);
};
