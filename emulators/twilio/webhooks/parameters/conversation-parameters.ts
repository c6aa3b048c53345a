import type { Conversation } from '../../conversations/conversation.ts';

/** What every event about a conversation says of it. */
export const conversationParameters = (conversation: Conversation): Record<string, string | undefined> => ({
  ConversationSid: conversation.sid,
  MessagingServiceSid: conversation.messagingServiceSid,
  FriendlyName: conversation.friendlyName ?? undefined,
  UniqueName: conversation.uniqueName ?? undefined,
  State: conversation.state,
  Attributes: conversation.attributes,
  DateCreated: new Date(conversation.dateCreated).toISOString(),
  DateUpdated: new Date(conversation.dateUpdated).toISOString(),
});
