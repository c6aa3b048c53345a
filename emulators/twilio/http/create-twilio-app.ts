import express from 'express';
import type { Express } from 'express';
import { TwilioError } from '../account/twilio-error.ts';
import type { ControlDeps } from '../control/control-deps.ts';
import { createControlRouter } from '../control/control-router.ts';
import { createMcsRouter, createMediaHostRouter } from '../media/media-router.ts';
import type { OnExchange } from '../rest/exchange.ts';
import { createRestRouter } from '../rest/rest-router.ts';

/** Everything that the emulator answers over HTTP. */
export const createTwilioApp = (deps: ControlDeps & { onExchange: OnExchange }): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use('/__emulator', createControlRouter(deps));
  app.use('/mcs', createMcsRouter(deps.world));
  app.use('/media', createMediaHostRouter(deps.world));
  app.use(createRestRouter(deps));
  app.use((request, response) => {
    const error = new TwilioError(20404, `The requested resource ${request.path} was not found`);
    response.status(error.status).json(error);
  });
  return app;
};
