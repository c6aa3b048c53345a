import type { ConversationFacts, ConversationMemory } from './conversation-facts.ts';
import type { ConversationsApi } from './conversations-api.ts';

export interface ResolveFactsDeps {
  readonly conversations: ConversationsApi;
  readonly memory: ConversationMemory;
}

/**
 * Who talks with whom in a conversation: from memory, else from its participants, which is then remembered. Events come
 * in any order, so a message may be the first we hear of a conversation.
 */
export function resolveFacts({ conversations, memory }: ResolveFactsDeps) {
  return async (conversationSid: string): Promise<ConversationFacts> => {
    const known = await memory.recall(conversationSid);
    if (known?.customerAddress !== undefined && known.customerParticipantSid !== undefined) return known;
    const participants = await conversations.participants(conversationSid);
    const customer = participants.find(({ address, identity }) => address !== undefined && identity === undefined);
    const worker = participants.findLast(({ identity }) => identity !== undefined)?.identity;
    const facts = {
      conversationSid,
      ...(customer?.address !== undefined && { customerAddress: customer.address }),
      ...(customer?.proxyAddress !== undefined && { businessAddress: customer.proxyAddress }),
      ...(customer && { customerParticipantSid: customer.sid }),
      ...(worker !== undefined && { worker }),
    };
    await memory.learn(facts);
    return { ...facts, ...known };
  };
}
