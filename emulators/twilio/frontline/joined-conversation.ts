import { TwilioError } from '../account/twilio-error.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { World } from '../world.ts';

/** Finds a conversation for a rep's app; throws unless the rep is in it. */
export const joinedConversation =
  ({ store }: Pick<World, 'store'>, identity: string) =>
  (conversationSid: string): Conversation => {
    const conversation = store.conversations.get(conversationSid);
    if (!conversation?.participants.some((participant) => participant.identity === identity)) {
      throw new TwilioError(20404, `${identity} is in no conversation ${conversationSid}`);
    }
    return conversation;
  };
