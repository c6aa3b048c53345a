import { Router, type RequestHandler } from 'express';
import type { Timers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import type { Callback } from '../frontline/by-location.ts';
import type { CallbackParams } from '../frontline/callback-params.ts';
import { limitBodies } from './limit-bodies.ts';
import { rawForm } from './twilio-form.ts';
import { verifiedParams } from './verify-twilio.ts';

export interface CallbackRoutesDeps {
  readonly crm: Callback;
  readonly outgoingConversation: Callback;
  readonly templates: Callback;
  /** Resolves when the rep is in the conversation; has a deadline of its own. */
  readonly routing: (params: CallbackParams) => Promise<void>;
  /** Answers a Conversations webhook: what a pre hook may change, or nothing. */
  readonly conversationEvent: (params: CallbackParams) => Promise<object>;
  readonly verify: RequestHandler;
  readonly timers: Timers;
}

// Frontline gives its callbacks 6 s (error 48005); what is left is for the network.
const CALLBACK_DEADLINE_MS = 4_500;

/** Everything that Twilio calls. Mounted before any middleware that could refuse or delay a signed request. */
export function callbackRoutes(deps: CallbackRoutesDeps): Router {
  const router = Router();
  const within = withinDeadline(deps.timers);
  const answer =
    (callback: Callback): RequestHandler =>
    async (request, response) => {
      response.json(await within(CALLBACK_DEADLINE_MS, callback(verifiedParams(request))));
    };
  const receive = [...rawForm, limitBodies(), deps.verify];
  router.post('/crm', ...receive, answer(deps.crm));
  router.post('/outgoing-conversation', ...receive, answer(deps.outgoingConversation));
  router.post('/templates', ...receive, answer(deps.templates));
  router.post('/routing', ...receive, async (request, response) => {
    await deps.routing(verifiedParams(request));
    response.json({});
  });
  router.post('/twilio-conversations', ...receive, async (request, response) => {
    response.json(await deps.conversationEvent(verifiedParams(request)));
  });
  return router;
}
