import type { Account } from '../../account/account.ts';
import type { Receipt } from '../../conversations/message.ts';
import type { Place } from '../operation.ts';
import { second } from './second.ts';

/** conversations.v1.conversation.conversation_message.conversation_message_receipt */
export const receiptJson = (account: Account, place: Pick<Place, 'base' | 'serviceSid'>) => (receipt: Receipt) => ({
  sid: receipt.sid,
  account_sid: account.accountSid,
  ...(place.serviceSid === undefined ? {} : { chat_service_sid: place.serviceSid }),
  conversation_sid: receipt.conversationSid,
  message_sid: receipt.messageSid,
  participant_sid: receipt.participantSid,
  channel_message_sid: receipt.channelMessageSid,
  status: receipt.status,
  error_code: receipt.errorCode,
  date_created: second(receipt.dateCreated),
  date_updated: second(receipt.dateUpdated),
  url: `${place.base}/Conversations/${receipt.conversationSid}/Messages/${receipt.messageSid}/Receipts/${receipt.sid}`,
});
