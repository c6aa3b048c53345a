import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi, WorkerRegistry } from '../conversations/conversations-api.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory, DirectoryUser } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { decideWorker } from './decide-worker.ts';
import type { RoutingDecision, RoutingDecisions } from './decision.ts';

export interface RouteConversationDeps {
  readonly directory: Directory;
  readonly decisions: RoutingDecisions;
  readonly conversations: ConversationsApi;
  readonly registry: WorkerRegistry;
  readonly memory: ConversationMemory;
  readonly defaultWorker: string | undefined;
}

export interface RoutingRequest {
  readonly conversationSid: string;
  readonly customerAddress?: string;
  readonly businessAddress?: string;
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
    if (decision.worker === undefined) throw new GatewayError('not_routable', decision.reason);
    await conversations.addWorker(request.conversationSid, decision.worker);
    await memory.learn({ ...request, worker: decision.worker });
    return decision;
  };
}

async function decide(deps: RouteConversationDeps, request: RoutingRequest): Promise<RoutingDecision> {
  const { directory, defaultWorker } = deps;
  const address = request.customerAddress === undefined ? undefined : parseAddress(request.customerAddress);
  const match = address && (await directory.findByAddress(address, { fresh: true }));
  const ownerIdentity = match && (await identityOf(deps.registry, match.owner));
  const outcome = decideWorker({
    ...(address && { address }),
    ...(match && { match }),
    ...(ownerIdentity !== undefined && { ownerIdentity }),
    ...(defaultWorker !== undefined && { defaultWorker }),
  });
  // Nobody is not a decision: it must not outlive the admin's mending of it.
  if (outcome.worker === undefined) throw new GatewayError('not_routable', outcome.reason);
  return { conversationSid: request.conversationSid, ...outcome };
}

/**
 * The owner's identity in the spelling that the messaging app knows. Salesforce compares usernames without case and Twilio
 * compares identities with it, so the directory's spelling is tried first, then all lower case.
 */
async function identityOf(registry: WorkerRegistry, owner: DirectoryUser): Promise<string | undefined> {
  if (!owner.isActive || owner.worker === undefined) return undefined;
  for (const spelling of new Set([owner.worker, owner.worker.toLowerCase()])) {
    if (await registry.exists(spelling)) return spelling;
  }
  return undefined;
}
