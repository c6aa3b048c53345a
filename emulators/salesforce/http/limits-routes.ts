import type { Org } from '../org.ts';
import type { Route } from './api-request.ts';

/** `/limits`: only what this org counts (REST API Developer Guide, "Limits"). */
export const limitsRoutes = (org: Org): Route[] => [
  {
    method: 'GET',
    pattern: '/limits',
    handle: () => {
      const { max, used } = org.limits.dailyApiRequests;
      return { status: 200, body: { DailyApiRequests: { Max: max, Remaining: max - used } } };
    },
  },
];
