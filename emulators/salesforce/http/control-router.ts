import { Router } from 'express';
import { z } from 'zod';
import type { Org } from '../org.ts';
import { codeControls } from './code-controls.ts';
import { controlBody } from './control-body.ts';
import type { RequestCounts } from './request-counts.ts';

const requestFault = z.strictObject({
  pathContains: z.string().default(''),
  times: z.number().int().min(1).default(1),
  status: z.number().int().min(400).max(599),
  errorCode: z.string(),
  message: z.string().default('injected fault'),
});

const faultChanges = z.strictObject({
  outage: z.enum(['none', 'unavailable', 'reset']).optional(),
  latencyMs: z.number().min(0).max(120_000).optional(),
  requestFaults: z.array(requestFault).optional(),
  /** Done at once, not kept. */
  expireSessions: z.literal(true).optional(),
  dailyRequestsRemaining: z.number().int().min(0).optional(),
});

const withoutUndefined = (object: object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

const applyFaults = (org: Org, body: unknown) => {
  const { expireSessions, dailyRequestsRemaining, ...changes } = faultChanges.parse(body);
  org.faults.set(withoutUndefined(changes));
  if (expireSessions) org.sessions.expireAll();
  if (dailyRequestsRemaining !== undefined) org.limits.setRemaining(dailyRequestsRemaining);
};

/** `/__emulator/...`: what a test or an operator does to the org; the platform has nothing like it, and it works during an outage. */
export const controlRouter = (org: Org, counts: RequestCounts): Router => {
  const router = Router();
  router.use(...controlBody());
  router.get('/tasks', (_request, response) => response.json(org.database.rows('Task')));
  router.get('/rows/:object', (request, response) => {
    if (org.schema.find(request.params.object)) response.json(org.database.rows(request.params.object));
    else response.status(404).json({ error: `no object ${request.params.object}` });
  });
  router.get('/faults', (_request, response) => response.json(org.faults.current()));
  router.put('/faults', (request, response) => {
    const parsed = faultChanges.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json({ error: z.prettifyError(parsed.error) });
      return;
    }
    applyFaults(org, parsed.data);
    response.json(org.faults.current());
  });
  router.delete('/faults', (_request, response) => {
    org.faults.clear();
    response.json(org.faults.current());
  });
  router.use(codeControls(org));
  router.get('/requests', (_request, response) => response.json(counts.current()));
  router.delete('/requests', (_request, response) => {
    counts.reset();
    response.json({});
  });
  router.use((_request, response) => response.status(404).json({ error: 'no such control' }));
  return router;
};
