import express from 'express';
import type { Response, Router } from 'express';
import { ZodError, z } from 'zod';
import { TwilioError } from '../account/twilio-error.ts';
import { ImpossibleText } from '../carrier/impossible-text.ts';
import { faultsSchema } from '../faults/faults.ts';
import { CallbackError } from '../frontline/callback-error.ts';
import { errorHandler } from '../http/error-handler.ts';
import type { Failure } from '../http/error-handler.ts';
import { mediaFaultSchema } from '../media/media-faults.ts';
import type { ControlDeps } from './control-deps.ts';
import { conversationsView } from './conversations-view.ts';
import { mountContent } from './mount-content.ts';
import { mountPhones } from './mount-phones.ts';
import { mountWorkers } from './mount-workers.ts';
import { readBody, unusable } from './read-body.ts';

const answerUnusable = (error: unknown, response: Response): boolean => {
  const reason = unusable(error);
  if (reason) response.status(reason.status).json({ error: reason.message });
  return reason !== undefined;
};

/** Something the caller of the control API got wrong, or that came of what was asked. */
const answerFailure = ({ error, response }: Failure): boolean => {
  if (error instanceof ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else if (error instanceof ImpossibleText) response.status(400).json({ error: error.message });
  else if (error instanceof TwilioError) response.status(error.status).json({ error: error.message, code: error.code });
  else if (error instanceof CallbackError)
    response.status(502).json({ error: error.message, code: error.code, callbackStatus: error.status, callbackBody: error.body });
  else return answerUnusable(error, response);
  return true;
};

/** The emulator's own HTTP interface, below `/__emulator`: phones, reps' apps, what happened, what shall go wrong. No credentials. */
export const createControlRouter = (deps: ControlDeps): Router => {
  const { world } = deps;
  const router = express.Router({ caseSensitive: true });
  router.use(readBody());
  router.get('/conversations', (_request, response) => void response.json({ conversations: conversationsView(world) }));
  router.get('/debugger', (_request, response) => void response.json({ entries: world.log.entries() }));
  router.get('/faults', (_request, response) => void response.json(world.faults.state()));
  router.put('/faults', (request, response) => void response.json(world.faults.set(faultsSchema.parse(request.body ?? {}))));
  router.delete('/faults', (_request, response) => {
    world.faults.clear();
    response.status(204).end();
  });
  router.put('/media-faults', (request, response) => {
    deps.world.mediaFaults.splice(0, Infinity, ...z.array(mediaFaultSchema).parse(request.body ?? []));
    response.status(204).end();
  });
  mountContent(router, deps);
  mountPhones(router, deps);
  mountWorkers(router, deps);
  router.use((_request, response) => void response.status(404).json({ error: 'There is no such control; see emulators/twilio/README.md' }));
  router.use(errorHandler(answerFailure));
  return router;
};
