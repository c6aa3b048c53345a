import type { Clock } from '../clock.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi } from '../conversations/conversations-api.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { decideRoute } from './decide-route.ts';
import type { RoutingDecision, RoutingDecisions } from './decision.ts';
import type { Reassignments } from './reassignments.ts';
import type { Route, RouteSources } from './route.ts';
import type { RoutingRequest } from './routing-request.ts';
import { situationOf } from './situation-of.ts';

// For logs, which have no names: who the customer is stands in the decision alone.
const NOBODY = 'No rule finds a rep with an account in the messaging app, and the default worker has none either.';

// https://www.twilio.com/docs/api/errors/50214: the identity is in as many conversations as fit (1,000).
const WORKER_IS_FULL = '50214';

export interface RouteConversationDeps extends RouteSources {
  readonly directory: Directory;
  readonly decisions: RoutingDecisions;
  readonly reassignments: Pick<Reassignments, 'find' | 'amend'>;
  readonly conversations: ConversationsApi;
  readonly memory: ConversationMemory;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Gives a conversation to its worker. The decision is made once and stored before anybody is added, so that a repeated or
 * retried callback adds the same rep; adding twice is success. A rep who is in as many conversations as fit is passed over.
 * @throws GatewayError transient when a look-up or the conversation service fails; `not_routable` when there is nobody
 */
export function routeConversation(deps: RouteConversationDeps) {
  const { decisions, conversations, memory, log } = deps;
  const decide = decideRoute(deps);
  const situation = situationOf(deps);
  return async (request: RoutingRequest): Promise<RoutingDecision> => {
    const { conversationSid } = request;
    const full = new Set<string>();
    for (;;) {
      const standing = full.size === 0 ? await decisions.recall(conversationSid) : undefined;
      const decision =
        standing ?? (await settle(deps, { request, route: await decide(await situation(request), full), again: full.size > 0 }));
      const { worker } = decision;
      if (worker === undefined) throw new GatewayError('not_routable', NOBODY);
      try {
        await conversations.addWorker(conversationSid, worker);
      } catch (thrown) {
        if (toGatewayError(thrown).upstreamCode !== WORKER_IS_FULL || full.has(worker)) throw thrown;
        log.warn({ conversationSid, worker }, 'worker is in as many conversations as Twilio allows: the next rule is tried');
        full.add(worker);
        continue;
      }
      await memory.learn({ ...request, worker });
      log.info({ conversationSid, worker }, 'conversation routed');
      return decision;
    }
  };
}

interface Settlement {
  readonly request: RoutingRequest;
  readonly route: Route;
  /** There is a decision already, which could not be carried out. */
  readonly again: boolean;
}

/** Makes the route the decision that stands. Nobody is not a decision: it must not outlive the admin's mending of it. */
async function settle(
  { decisions, reassignments }: RouteConversationDeps,
  { request, route, again }: Settlement,
): Promise<RoutingDecision> {
  const { conversationSid } = request;
  const { who, rule, ownership, explain } = route;
  if (!who) throw new GatewayError('not_routable', NOBODY);
  const decisionFor = (worker: string): RoutingDecision => ({
    conversationSid,
    worker,
    reason: explain(worker),
    ...(rule !== undefined && { rule }),
    ...(ownership && { ownership }),
  });
  if (!again)
    return 'turn' in who
      ? decisions.keepInTurn(conversationSid, { ...who.turn, decide: decisionFor })
      : decisions.keep(decisionFor(who.worker));
  const decision = decisionFor('turn' in who ? await decisions.nextOf(who.turn) : who.worker);
  const standing = await reassignments.find(conversationSid);
  if (standing) await reassignments.amend(standing, { decision });
  return decision;
}
