import express, { Router } from 'express';
import type { Org } from '../org.ts';
import { authenticate } from './authenticate.ts';
import { notFound } from './error-response.ts';

const MAX_BODY = '6mb';

/** `/services/apexrest/...`: the REST classes of the package that the org has installed, run as the session's user. */
export const apexRestRouter = (org: Org): Router => {
  const router = Router();
  router.use(authenticate(org), express.raw({ type: () => true, limit: MAX_BODY }));
  router.use(async (request, response) => {
    if (!org.code) throw notFound();
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await org.code.rest({
      ...{ method: request.method, path: request.url, headers },
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      userId: String(response.locals['userId']),
    });
    response.status(answer.status).set(answer.headers).send(answer.body);
  });
  return router;
};
