import { z } from 'zod';
import type { Clock, Timers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import { toGatewayError } from '../errors.ts';
import { hashOf } from '../conversations/event-key.ts';
import { readParams, type CallbackParams } from '../frontline/callback-params.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { RoutingDecision } from './decision.ts';
import { retryUntil } from './retry-until.ts';
import type { RoutingRequest } from './route-conversation.ts';

export interface AnswerRoutingDeps {
  readonly inbox: Inbox;
  readonly route: (request: RoutingRequest) => Promise<RoutingDecision>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** The kind of an inbox entry that holds a routing callback. */
export const ROUTING = 'routing';

// Frontline waits 10 s for the routing callback (error 48010).
const DEADLINE_MS = 8_000;
const HOLD_MS = DEADLINE_MS + 1_000;

const requestSchema = z.object({
  ConversationSid: z.string().regex(/^CH[0-9a-zA-Z]{32}$/),
  'MessagingBinding.Address': z.string().optional(),
  'MessagingBinding.ProxyAddress': z.string().optional(),
});

/** What a routing callback, fresh or stored, asks for. */
export function readRoutingRequest(params: unknown): RoutingRequest {
  const request = readParams(requestSchema, params);
  const { 'MessagingBinding.Address': customerAddress, 'MessagingBinding.ProxyAddress': businessAddress } = request;
  return {
    conversationSid: request.ConversationSid,
    ...(customerAddress && { customerAddress }),
    ...(businessAddress && { businessAddress }),
  };
}

/**
 * The routing callback: stored first, then done while Twilio waits. Resolves once the rep is in the conversation; otherwise
 * rejects before Twilio's limit, and the stored row keeps trying.
 */
export function answerRouting({ inbox, route, clock, timers }: AnswerRoutingDeps) {
  const within = withinDeadline(timers);
  const retry = retryUntil({ clock, timers });
  return async (params: CallbackParams): Promise<void> => {
    const request = readRoutingRequest(params);
    const { conversationSid } = request;
    const key = `${ROUTING}:${conversationSid}:${hashOf(params)}`;
    const entry = { key, lane: `${conversationSid}/routing`, conversationSid, kind: ROUTING, payload: JSON.stringify(params) };
    await inbox.accept(entry, { holdMs: HOLD_MS });
    try {
      await within(
        DEADLINE_MS,
        retry(DEADLINE_MS, () => route(request)),
      );
    } catch (error) {
      await inbox.release(key);
      throw toGatewayError(error);
    }
    await inbox.finish(key);
  };
}
