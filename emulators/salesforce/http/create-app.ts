import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { ClientRegistration } from './client-registration.ts';
import { controlRouter } from './control-router.ts';
import { errorResponse, notFound } from './error-response.ts';
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

const unreadable = (message: string) => new PlatformError({ errorCode: 'JSON_PARSER_ERROR', message });

const toPlatformError = (error: unknown): PlatformError => {
  if (error instanceof PlatformError) return error;
  if (error instanceof SyntaxError) return unreadable(error.message);
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new PlatformError({ status: 500, errorCode: 'UNKNOWN_EXCEPTION', message: `An unexpected error occurred: ${message}` });
};

const answerError: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, body } = errorResponse(toPlatformError(error));
  return response.status(status).json(body);
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
  app.use('/services/data', restRouter(deps.org));
  app.use(() => {
    throw notFound();
  });
  app.use(answerError);
  return app;
};
