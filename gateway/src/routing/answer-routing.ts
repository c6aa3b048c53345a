import type { Clock, Timers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import { toGatewayError } from '../errors.ts';
import type { CallbackParams } from '../frontline/callback-params.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { RoutingDecision } from './decision.ts';
import { retryUntil } from './retry-until.ts';
import { routingEntry } from './routing-entry.ts';
import { readRoutingRequest, type RoutingRequest } from './routing-request.ts';

export interface AnswerRoutingDeps {
  readonly inbox: Inbox;
  readonly route: (request: RoutingRequest) => Promise<RoutingDecision>;
  readonly clock: Clock;
  readonly timers: Timers;
}

// Frontline waits 10 s for the routing callback (error 48010).
const DEADLINE_MS = 8_000;
const HOLD_MS = DEADLINE_MS + 1_000;

/**
 * The routing callback: stored first, then done while Twilio waits. Resolves once the rep is in the conversation; otherwise
 * rejects before Twilio's limit, and the stored row keeps trying.
 */
export function answerRouting({ inbox, route, clock, timers }: AnswerRoutingDeps) {
  const within = withinDeadline(timers);
  const retry = retryUntil({ clock, timers });
  return async (params: CallbackParams): Promise<void> => {
    const request = readRoutingRequest(params);
    const entry = routingEntry(params);
    await inbox.accept(entry, { holdMs: HOLD_MS });
    try {
      await within(
        DEADLINE_MS,
        retry(DEADLINE_MS, () => route(request)),
      );
    } catch (error) {
      await inbox.release(entry.key);
      throw toGatewayError(error);
    }
    await inbox.finish(entry.key);
  };
}
