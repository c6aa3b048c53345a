import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi, WorkerRegistry } from '../conversations/conversations-api.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { decideWorker } from './decide-worker.ts';
import type { RoutingDecision, RoutingDecisions } from './decision.ts';
import { knownSpelling } from './known-spelling.ts';
import type { RoutingRequest } from './routing-request.ts';

// For logs, which have no names: who the customer is stands in the decision alone.
const NOBODY = 'Neither the owner of the contact nor the default worker has an account in the messaging app.';

export interface RouteConversationDeps {
  readonly directory: Directory;
  readonly decisions: RoutingDecisions;
  readonly conversations: ConversationsApi;
  readonly registry: WorkerRegistry;
  readonly memory: ConversationMemory;
  readonly defaultWorker: string | undefined;
  readonly log: Log;
}

/**
 * Gives a conversation to its worker. The decision is made once and stored before anybody is added, so that a repeated or
 * retried callback adds the same rep; adding twice is success.
 * @throws GatewayError transient when a look-up or the conversation service fails; `not_routable` when there is nobody
 */
export function routeConversation(deps: RouteConversationDeps) {
  const { decisions, conversations, memory } = deps;
  return async (request: RoutingRequest): Promise<RoutingDecision> => {
    const decision = (await decisions.recall(request.conversationSid)) ?? (await decisions.keep(await decide(deps, request)));
    if (decision.worker === undefined) throw new GatewayError('not_routable', NOBODY);
    await conversations.addWorker(request.conversationSid, decision.worker);
    await memory.learn({ ...request, worker: decision.worker });
    deps.log.info({ conversationSid: request.conversationSid, worker: decision.worker }, 'conversation routed');
    return decision;
  };
}

async function decide(deps: RouteConversationDeps, request: RoutingRequest): Promise<RoutingDecision> {
  const { directory, registry } = deps;
  const address = request.customerAddress === undefined ? undefined : parseAddress(request.customerAddress);
  const match = address && (await directory.findByAddress(address, { fresh: true }));
  const ownerIdentity = match?.owner.isActive ? await knownSpelling(registry, match.owner.worker) : undefined;
  const defaultWorker = ownerIdentity === undefined ? await knownSpelling(registry, deps.defaultWorker) : undefined;
  const outcome = decideWorker({
    ...(address && { address }),
    ...(match && { match }),
    ...(ownerIdentity !== undefined && { ownerIdentity }),
    ...(defaultWorker !== undefined && { defaultWorker }),
  });
  // Nobody is not a decision: it must not outlive the admin's mending of it.
  if (outcome.worker === undefined) throw new GatewayError('not_routable', NOBODY);
  return { conversationSid: request.conversationSid, ...outcome };
}
