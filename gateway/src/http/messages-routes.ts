import { Router, type RequestHandler } from 'express';
import type { askSend } from '../sending/ask-send.ts';
import { bulkSendRequest, bulkSendResponse, sendRequest, sendResult } from '../sending/send-contract.ts';
import { actingUserOf } from './acting-user.ts';
import { readInput } from './read-input.ts';
import { signedJson } from './signed-json.ts';

// 200 messages of 1,600 characters; `send-contract.test.ts` holds that the longest fit.
const MAX_BODY_BYTES = 1_048_576;
// Salesforce waits 20 s and 110 s (FrontlineSender.cls): whatever takes longer is promised, and sent later.
const ONE_PATIENCE_MS = 12_000;
const BULK_PATIENCE_MS = 80_000;

export interface MessagesRoutesDeps {
  readonly ask: ReturnType<typeof askSend>;
  readonly requireUser: RequestHandler;
}

/** Messages that Salesforce sends for a user: `sending/send-contract.ts`. Mounted at `/salesforce/v1/messages`, behind the service token. */
export function messagesRoutes({ ask, requireUser }: MessagesRoutesDeps): Router {
  const router = Router();
  router.use(...signedJson({ limit: MAX_BODY_BYTES }), requireUser);
  router.post('/', async (request, response) => {
    const { userId } = actingUserOf(request);
    const message = readInput(sendRequest, request.body);
    const [result] = await ask({ userId, by: 'person', requests: [message], patienceMs: ONE_PATIENCE_MS });
    response.set('Cache-Control', 'no-store').json(sendResult.parse(result));
  });
  router.post('/bulk', async (request, response) => {
    const { userId } = actingUserOf(request);
    const { messages } = readInput(bulkSendRequest, request.body);
    const results = await ask({ userId, by: 'flow', requests: messages, patienceMs: BULK_PATIENCE_MS });
    response.set('Cache-Control', 'no-store').json(bulkSendResponse.parse({ results }));
  });
  return router;
}
