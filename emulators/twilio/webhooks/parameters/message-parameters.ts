import type { Conversation } from '../../conversations/conversation.ts';
import type { Message } from '../../conversations/message.ts';
import { mediaParameter } from '../../media/media-parameter.ts';

type Described = { conversation: Pick<Conversation, 'sid' | 'messagingServiceSid'>; message: Message };

/** What every event about a message that exists says of it. */
export const messageParameters = ({ conversation, message }: Described): Record<string, string | undefined> => ({
  ConversationSid: conversation.sid,
  MessagingServiceSid: conversation.messagingServiceSid,
  MessageSid: message.sid,
  Index: String(message.index),
  ParticipantSid: message.participantSid ?? undefined,
  Author: message.author,
  Body: message.body ?? undefined,
  Media: mediaParameter(message.media),
  Attributes: message.attributes,
  ContentSid: message.contentSid ?? undefined,
  DateCreated: new Date(message.dateCreated).toISOString(),
});
