import { TwilioError } from '../account/twilio-error.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Message } from '../conversations/message.ts';

/** Finds a message for a rep's app, in a conversation that `joined` lets the rep see. */
export const joinedMessage = (
  joined: (conversationSid: string) => Conversation,
  { conversationSid, messageSid }: { conversationSid: string; messageSid: string },
): { conversation: Conversation; message: Message } => {
  const conversation = joined(conversationSid);
  const message = conversation.messages.find(({ sid }) => sid === messageSid);
  if (!message) throw new TwilioError(20404, `There is no message ${messageSid} in ${conversationSid}`);
  return { conversation, message };
};
