import express, { Router } from 'express';
import { answerReceipts } from '../activity-trigger/answer-receipts.ts';
import type { Org } from '../org.ts';
import { authenticate } from './authenticate.ts';

/** `/services/apexrest/...`: what the package's own Apex serves. */
export const apexRestRouter = (org: Org): Router => {
  const router = Router();
  const answer = answerReceipts(org.database);
  router.use(authenticate(org), express.json({ limit: '6mb' }));
  router.post('/frontline/receipts', (request, response) => {
    const { status, body } = answer(request.body);
    response.status(status).json(body);
  });
  return router;
};
