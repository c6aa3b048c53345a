import type { RequestHandler } from 'express';
import type { Metrics } from '../metrics.ts';

// Only these become labels; any other path is `other`.
const ROUTES = [
  '/callbacks/crm',
  '/callbacks/outgoing-conversation',
  '/callbacks/templates',
  '/callbacks/routing',
  '/callbacks/twilio-conversations',
  '/healthz',
  '/readyz',
  '/statusz',
  '/metrics',
];

/** Measures every answer by route and status. */
export function measureAnswers({ answers }: Pick<Metrics, 'answers'>): RequestHandler {
  const known = new Set(ROUTES);
  return (request, response, next) => {
    const route = known.has(request.path) ? request.path : 'other';
    const stop = answers.startTimer({ route });
    response.once('finish', () => void stop({ status: String(response.statusCode) }));
    next();
  };
}
