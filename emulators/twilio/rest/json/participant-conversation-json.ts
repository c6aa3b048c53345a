import type { Account } from '../../account/account.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import type { Participant } from '../../conversations/participant.ts';
import type { Place } from '../operation.ts';
import { timersJson } from './conversation-json.ts';
import { bindingJson } from './participant-json.ts';
import { second } from './second.ts';

export type Membership = { conversation: Conversation; participant: Participant; userSid: string | null };

/** conversations.v1.participant_conversation */
export const participantConversationJson =
  (account: Account, place: Pick<Place, 'base'>) =>
  ({ conversation, participant, userSid }: Membership) => ({
    account_sid: account.accountSid,
    chat_service_sid: account.serviceSid,
    participant_sid: participant.sid,
    participant_user_sid: userSid,
    participant_identity: participant.identity,
    participant_messaging_binding: bindingJson(participant.binding),
    conversation_sid: conversation.sid,
    conversation_unique_name: conversation.uniqueName,
    conversation_friendly_name: conversation.friendlyName,
    conversation_attributes: conversation.attributes,
    conversation_date_created: second(conversation.dateCreated),
    conversation_date_updated: second(conversation.dateUpdated),
    conversation_created_by: conversation.createdBy,
    conversation_state: conversation.state,
    conversation_timers: timersJson(conversation.timers),
    links: {
      participant: `${place.base}/Conversations/${conversation.sid}/Participants/${participant.sid}`,
      conversation: `${place.base}/Conversations/${conversation.sid}`,
    },
  });
