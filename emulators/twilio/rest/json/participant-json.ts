import type { Account } from '../../account/account.ts';
import type { Binding, Participant } from '../../conversations/participant.ts';
import type { Place } from '../operation.ts';
import { second } from './second.ts';

export const bindingJson = (binding: Binding | null) =>
  binding === null ? null : { type: binding.type, address: binding.address, proxy_address: binding.proxyAddress };

/** conversations.v1.conversation.conversation_participant; through a service's path its SID is told as well. */
export const participantJson = (account: Account, place: Pick<Place, 'base' | 'serviceSid'>) => (participant: Participant) => ({
  sid: participant.sid,
  account_sid: account.accountSid,
  ...(place.serviceSid === undefined ? {} : { chat_service_sid: place.serviceSid }),
  conversation_sid: participant.conversationSid,
  identity: participant.identity,
  attributes: participant.attributes,
  messaging_binding: bindingJson(participant.binding),
  role_sid: participant.roleSid,
  date_created: second(participant.dateCreated),
  date_updated: second(participant.dateUpdated),
  url: `${place.base}/Conversations/${participant.conversationSid}/Participants/${participant.sid}`,
  last_read_message_index: participant.lastReadMessageIndex,
  last_read_timestamp: participant.lastReadTimestamp,
});
