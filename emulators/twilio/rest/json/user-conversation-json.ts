import type { Account } from '../../account/account.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import type { Participant } from '../../conversations/participant.ts';
import type { User } from '../../conversations/user.ts';
import type { Place } from '../operation.ts';
import { timersJson } from './conversation-json.ts';
import { second } from './second.ts';

export type UserConversation = { user: User; conversation: Conversation; participant: Participant };

/** conversations.v1.user.user_conversation */
export const userConversationJson =
  (account: Account, place: Pick<Place, 'base'>) =>
  ({ user, conversation, participant }: UserConversation) => ({
    account_sid: account.accountSid,
    chat_service_sid: account.serviceSid,
    conversation_sid: conversation.sid,
    unread_messages_count: conversation.messages.filter(({ index }) => index > (participant.lastReadMessageIndex ?? -1)).length,
    last_read_message_index: participant.lastReadMessageIndex,
    participant_sid: participant.sid,
    user_sid: user.sid,
    friendly_name: conversation.friendlyName,
    conversation_state: conversation.state,
    timers: timersJson(conversation.timers),
    attributes: conversation.attributes,
    date_created: second(conversation.dateCreated),
    date_updated: second(conversation.dateUpdated),
    created_by: conversation.createdBy,
    notification_level: user.notificationLevels.get(conversation.sid) ?? 'default',
    unique_name: conversation.uniqueName,
    url: `${place.base}/Users/${user.sid}/Conversations/${conversation.sid}`,
    links: {
      participant: `${place.base}/Conversations/${conversation.sid}/Participants/${participant.sid}`,
      conversation: `${place.base}/Conversations/${conversation.sid}`,
    },
  });
