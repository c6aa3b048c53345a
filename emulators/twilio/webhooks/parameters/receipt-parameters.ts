import type { Receipt } from '../../conversations/message.ts';
import type { Settings } from '../../settings.ts';

/** onDeliveryUpdated. The status field has the name that the settings say. */
export const receiptParameters = (
  receipt: Receipt,
  settings: Pick<Settings, 'deliveryStatusField'>,
): Record<string, string | undefined> => ({
  ConversationSid: receipt.conversationSid,
  MessageSid: receipt.messageSid,
  ParticipantSid: receipt.participantSid,
  ChannelMessageSid: receipt.channelMessageSid,
  DeliveryReceiptSid: receipt.sid,
  [settings.deliveryStatusField]: receipt.status,
  ErrorCode: receipt.errorCode === 0 ? undefined : String(receipt.errorCode),
  DateCreated: new Date(receipt.dateCreated).toISOString(),
  DateUpdated: new Date(receipt.dateUpdated).toISOString(),
});
