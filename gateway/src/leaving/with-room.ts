import type { ConversationsApi } from '../conversations/conversations-api.ts';
import { GatewayError, toGatewayError } from '../errors.ts';

// https://www.twilio.com/docs/api/errors/50214: the identity is in as many conversations as fit (1,000: Conversations Limits).
const LIMIT_EXCEEDED = '50214';

/**
 * The same service, but adding a worker who is in too many conversations makes room first.
 * @throws GatewayError `not_routable` when there is none to be made: all of the worker's conversations are open
 */
export function withRoom(conversations: ConversationsApi, makeRoom: (worker: string) => Promise<number>): ConversationsApi {
  return {
    ...conversations,
    addWorker: async (conversationSid, worker) => {
      try {
        await conversations.addWorker(conversationSid, worker);
      } catch (thrown) {
        if (toGatewayError(thrown).upstreamCode !== LIMIT_EXCEEDED) throw thrown;
        if ((await makeRoom(worker)) === 0) throw new GatewayError('not_routable', NO_ROOM, { cause: thrown });
        await conversations.addWorker(conversationSid, worker);
      }
    },
  };
}

const NO_ROOM =
  'The worker is in as many open conversations as Twilio allows (1,000). Close old ones, by hand or by a closed timer of the Conversations service.';
