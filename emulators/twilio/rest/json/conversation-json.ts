import type { Account } from '../../account/account.ts';
import type { Conversation, ConversationTimers } from '../../conversations/conversation.ts';
import type { Place } from '../operation.ts';
import { second } from './second.ts';

/** `timers` of a conversation: only those that run. */
export const timersJson = ({ dateInactive, dateClosed }: ConversationTimers): Record<string, string> => ({
  ...(dateInactive === undefined ? {} : { date_inactive: second(dateInactive) }),
  ...(dateClosed === undefined ? {} : { date_closed: second(dateClosed) }),
});

/** conversations.v1.conversation */
export const conversationJson = (account: Account, place: Pick<Place, 'base'>) => (conversation: Conversation) => {
  const url = `${place.base}/Conversations/${conversation.sid}`;
  return {
    sid: conversation.sid,
    account_sid: account.accountSid,
    chat_service_sid: account.serviceSid,
    messaging_service_sid: conversation.messagingServiceSid,
    friendly_name: conversation.friendlyName,
    unique_name: conversation.uniqueName,
    attributes: conversation.attributes,
    state: conversation.state,
    date_created: second(conversation.dateCreated),
    date_updated: second(conversation.dateUpdated),
    timers: timersJson(conversation.timers),
    bindings: {},
    url,
    links: { participants: `${url}/Participants`, messages: `${url}/Messages`, webhooks: `${url}/Webhooks`, export: `${url}/Export` },
  };
};
