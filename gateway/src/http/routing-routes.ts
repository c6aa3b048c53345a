import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { explainRouting } from '../routing/explain-routing.ts';
import { readInput } from './read-input.ts';
import { signedJson } from './signed-json.ts';

const MAX_BODY_BYTES = 4_096;

const explainRequest = z.strictObject({
  address: z.string().min(1).max(80),
  businessAddress: z.string().min(1).max(80).optional(),
  at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
});

const explainAnswer = z.strictObject({
  worker: z.string().nullable(),
  rule: z.string().nullable(),
  explanation: z.string(),
  reply: z.string().nullable(),
});

export interface RoutingRoutesDeps {
  readonly explain: ReturnType<typeof explainRouting>;
  readonly requireUser: RequestHandler;
}

/** What admins ask of routing. Mounted at `/salesforce/v1/routing`, behind the service token. It names customers and owners, so the org signs who asks. */
export function routingRoutes({ explain, requireUser }: RoutingRoutesDeps): Router {
  const router = Router();
  router.use(...signedJson({ limit: MAX_BODY_BYTES }), requireUser);
  router.post('/explain', async (request, response) => {
    const { worker = null, rule = null, reply = null, explanation } = await explain(readInput(explainRequest, request.body));
    response.set('Cache-Control', 'no-store').json(explainAnswer.parse({ worker, rule, reply, explanation }));
  });
  return router;
}
