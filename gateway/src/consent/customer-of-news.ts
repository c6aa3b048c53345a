import type { ConversationFacts, ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi, ParticipantRecord } from '../conversations/conversations-api.ts';
import { parseAddress } from '../directory/address.ts';
import { toGatewayError } from '../errors.ts';
import type { ConsentNews } from './consent-entry.ts';
import type { ConsentPair } from './consent-words.ts';

export interface CustomerOfNewsDeps {
  readonly memory: Pick<ConversationMemory, 'recall'>;
  readonly conversations: Pick<ConversationsApi, 'participants'>;
}

/** Whom news are about. */
export interface CustomerOfNews {
  readonly facts: ConversationFacts;
  readonly pair: ConsentPair;
}

/**
 * Who said it to which number: from memory, else from the participants of a conversation that is still there. Undefined for whoever has no number of
 * ours, as in groups and chats, for ourselves, and where it may have been one customer or another: nobody's word is another's.
 * Rejects with a GatewayError when Twilio or the store fails.
 */
export function customerOfNews(deps: CustomerOfNewsDeps) {
  return async (news: ConsentNews): Promise<CustomerOfNews | undefined> => {
    const facts = await factsOf(deps, news);
    const pair = facts && pairIn(facts);
    return pair && { facts, pair };
  };
}

async function factsOf({ memory, conversations }: CustomerOfNewsDeps, news: ConsentNews): Promise<ConversationFacts | undefined> {
  const { conversationSid } = news;
  const known = await memory.recall(conversationSid);
  if (known?.businessAddress !== undefined && isTheirs(known, news)) return known;
  try {
    const customer = among(await conversations.participants(conversationSid), news);
    if (customer?.address === undefined || customer.proxyAddress === undefined) return undefined;
    return { ...known, conversationSid, customerAddress: customer.address, businessAddress: customer.proxyAddress };
  } catch (thrown) {
    if (toGatewayError(thrown).code !== 'not_found') throw thrown;
    return ofGone(known, news);
  }
}

/** Whether the customer whom we remember is the one; that there is no other only Twilio knows. */
const isTheirs = ({ customerAddress, customerParticipantSid }: ConversationFacts, { from, participantSid }: ConsentNews): boolean =>
  customerAddress !== undefined &&
  (from === undefined ? participantSid !== undefined && participantSid === customerParticipantSid : from === customerAddress);

function among(participants: readonly ParticipantRecord[], { from, participantSid }: ConsentNews): ParticipantRecord | undefined {
  const customers = participants.filter(({ address }) => address !== undefined);
  if (from !== undefined) return customers.find(({ address }) => address === from);
  if (participantSid !== undefined) return customers.find(({ sid }) => sid === participantSid);
  return customers.length === 1 ? customers[0] : undefined;
}

/** Of a conversation that nobody can be asked about any more: the number was the same for whoever wrote in it. */
function ofGone(known: ConversationFacts | undefined, { from, participantSid }: ConsentNews): ConversationFacts | undefined {
  if (from !== undefined) return known && { ...known, customerAddress: from };
  return participantSid === undefined || known?.customerParticipantSid === undefined ? known : undefined;
}

/** Our own messages are signed with our number; groups and chats have no pair. */
function pairIn({ customerAddress = '', businessAddress = '' }: ConversationFacts): ConsentPair | undefined {
  const [customer, business] = [parseAddress(customerAddress), parseAddress(businessAddress)];
  if (!customer || customer.channel !== business?.channel || customer.number === business.number) return undefined;
  return { customer, business };
}
