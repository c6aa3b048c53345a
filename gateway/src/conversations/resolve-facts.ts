import type { ConversationFacts, ConversationMemory } from './conversation-facts.ts';
import type { ConversationsApi, ParticipantRecord } from './conversations-api.ts';
import type { MessageAdded } from './webhook-event.ts';
import { parseAddress } from '../directory/address.ts';
import { toGatewayError } from '../errors.ts';

export interface ResolveFactsDeps {
  readonly conversations: ConversationsApi;
  readonly memory: ConversationMemory;
}

/**
 * Who talks with whom in a message's conversation: from memory, else from its participants, which is then remembered. Events
 * come in any order, so a message may be the first we hear of a conversation.
 *
 * What Twilio cannot tell must not keep a message from the record: a customer's own message names its customer, and a
 * conversation that is gone (`not_found`) has nobody to tell. Only a rep's message waits for an outage to end.
 */
export function resolveFacts({ conversations, memory }: ResolveFactsDeps) {
  const ask = async (conversationSid: string): Promise<ConversationFacts> => {
    const facts = { conversationSid, ...factsOf(await conversations.participants(conversationSid)) };
    await memory.learn(facts);
    return facts;
  };
  return async (event: MessageAdded): Promise<ConversationFacts> => {
    const { ConversationSid: conversationSid } = event;
    const known = { conversationSid, ...(await memory.recall(conversationSid)) };
    if (known.customerAddress !== undefined && known.customerParticipantSid !== undefined) return known;
    const customerAddress = known.customerAddress ?? addressOfAuthor(event);
    try {
      return { ...(await ask(conversationSid)), ...known };
    } catch (thrown) {
      const error = toGatewayError(thrown);
      if (customerAddress === undefined && error.code !== 'not_found') throw error;
      return { ...known, ...(customerAddress !== undefined && { customerAddress }) };
    }
  };
}

/** A message that no app user wrote and that is signed with a phone's address is the customer's. */
function addressOfAuthor({ Author, ClientIdentity }: MessageAdded): string | undefined {
  return ClientIdentity === undefined && Author !== undefined && parseAddress(Author) ? Author : undefined;
}

function factsOf(participants: readonly ParticipantRecord[]) {
  const customer = participants.find(({ address, identity }) => address !== undefined && identity === undefined);
  const worker = participants.findLast(({ identity }) => identity !== undefined)?.identity;
  return {
    ...(customer?.address !== undefined && { customerAddress: customer.address }),
    ...(customer?.proxyAddress !== undefined && { businessAddress: customer.proxyAddress }),
    ...(customer && { customerParticipantSid: customer.sid }),
    ...(worker !== undefined && { worker }),
  };
}
