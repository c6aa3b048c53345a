import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { errorHandler, notFound } from './error-handler.ts';
import { measureAnswers } from './measure-answers.ts';
import { assignRequestId } from './request-id.ts';
import { requireToken } from './service-token.ts';

export interface AppDeps {
  readonly callbacks: Router;
  readonly health: Router;
  readonly metricsRoutes: Router | undefined;
  readonly operations: Router;
  /** What else Salesforce and operators ask, by the name under `/salesforce/v1/`. */
  readonly salesforce?: Readonly<Record<string, Router>>;
  readonly metrics: Metrics;
  readonly gatewayTokens: readonly string[];
  readonly trustProxy: string | undefined;
  readonly log: Log;
}

/** The web application: Twilio's routes first, with nothing in front of them that could refuse a signed message; then the rest. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (deps.trustProxy !== undefined) app.set('trust proxy', /^\d+$/.test(deps.trustProxy) ? Number(deps.trustProxy) : deps.trustProxy);
  app.use(assignRequestId, measureAnswers(deps.metrics));
  app.use('/callbacks', deps.callbacks);
  app.use(helmet());
  app.use(deps.health);
  if (deps.metricsRoutes) app.use(deps.metricsRoutes);
  // Whoever has no token learns not even which paths there are.
  app.use('/salesforce/v1', requireToken(deps.gatewayTokens));
  app.use('/salesforce/v1/operations', deps.operations);
  for (const [name, router] of Object.entries(deps.salesforce ?? {})) app.use(`/salesforce/v1/${name}`, router);
  app.use(notFound);
  app.use(errorHandler(deps));
  return app;
}
