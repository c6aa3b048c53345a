import { pairOf } from './attend-window.ts';
import type { ConversationMemory } from './conversation-facts.ts';
import type { ConversationsApi } from './conversations-api.ts';
import type { WindowOf } from './window-of.ts';
import type { WindowState } from './whatsapp-window.ts';

export interface ConversationWindowDeps {
  readonly windowOf: WindowOf;
  readonly memory: Pick<ConversationMemory, 'recall'>;
  readonly conversations: Pick<ConversationsApi, 'participants'>;
}

/** The window of a conversation; undefined where there is none, because it is not with one WhatsApp customer. Rejects with a GatewayError. */
export type ConversationWindow = (conversationSid: string) => Promise<WindowState | undefined>;

/** Finds the pair that a conversation is between, in memory or else in Twilio, and its window. */
export function conversationWindow({ windowOf, memory, conversations }: ConversationWindowDeps): ConversationWindow {
  const addressesOf = async (conversationSid: string) => {
    const known = await memory.recall(conversationSid);
    if (known?.customerAddress !== undefined && known.businessAddress !== undefined) return known;
    const customers = (await conversations.participants(conversationSid)).filter(({ address }) => address !== undefined);
    const [customer] = customers.length === 1 ? customers : [];
    return {
      ...(customer?.address !== undefined && { customerAddress: customer.address }),
      ...(customer?.proxyAddress !== undefined && { businessAddress: customer.proxyAddress }),
    };
  };
  return async (conversationSid) => {
    const pair = pairOf(await addressesOf(conversationSid));
    return pair && windowOf({ ...pair, conversationSid });
  };
}
