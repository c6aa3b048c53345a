import express, { type Express } from 'express';
import type { Org } from '../org.ts';
import type { ClientRegistration } from './client-registration.ts';
import { apexActionRouter } from './apex-action-router.ts';
import { apexRestRouter } from './apex-rest-router.ts';
import { controlRouter } from './control-router.ts';
import { errorHandler } from './error-handler.ts';
import { notFound } from './error-response.ts';
import { injectFaults } from './inject-faults.ts';
import { oauthRouter } from './oauth-router.ts';
import { createRequestCounts } from './request-counts.ts';
import { restRouter } from './rest-router.ts';

export type AppDeps = {
  readonly org: Org;
  readonly clients: readonly ClientRegistration[];
  readonly audiences: () => readonly string[];
  readonly instanceUrl: () => string;
};

/** The org's web: controls first, because they work during an outage; then faults, the way in, and the API. */
export const createApp = (deps: AppDeps): Express => {
  const app = express();
  const counts = createRequestCounts();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use('/__emulator', controlRouter(deps.org, counts));
  app.use((request, _response, next) => {
    counts.count(request.path);
    next();
  });
  app.use(injectFaults(deps.org.faults));
  app.use(oauthRouter(deps));
  app.use('/services/data', apexActionRouter(deps.org));
  app.use('/services/data', restRouter(deps.org));
  app.use('/services/apexrest', apexRestRouter(deps.org));
  app.use(() => {
    throw notFound();
  });
  app.use(errorHandler());
  return app;
};
