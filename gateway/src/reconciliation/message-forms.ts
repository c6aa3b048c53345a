import type { ListedMessage, ListedParticipant, ListedReceipt } from './conversation-history.ts';
import { webhookForm } from './webhook-form.ts';

/** The forms of what happened to a conversation's messages, from what REST tells of them. */
export function messageForms(ConversationSid: string, participants: readonly ListedParticipant[]) {
  const parameters = (message: ListedMessage) => ({
    ConversationSid,
    MessageSid: message.sid,
    Index: String(message.index),
    Author: message.author,
    Body: message.body,
    Media: message.media,
    Attributes: message.attributes,
    ParticipantSid: message.participantSid,
    // A webhook names the app user who wrote; REST names the participant, whose identity that is.
    ClientIdentity: participants.find(({ sid }) => sid === message.participantSid)?.identity,
    DateCreated: message.createdAt.toISOString(),
  });
  return {
    added: (message: ListedMessage) => webhookForm({ EventType: 'onMessageAdded', ...parameters(message) }),
    updated: (message: ListedMessage) =>
      webhookForm({ EventType: 'onMessageUpdated', ...parameters(message), DateUpdated: message.updatedAt?.toISOString() }),
    removed: (MessageSid: string) => webhookForm({ EventType: 'onMessageRemoved', ConversationSid, MessageSid }),
    delivered: (MessageSid: string, receipt: ListedReceipt) =>
      webhookForm({
        EventType: 'onDeliveryUpdated',
        ConversationSid,
        MessageSid,
        DeliveryReceiptSid: receipt.sid,
        ParticipantSid: receipt.participantSid,
        ChannelMessageSid: receipt.channelMessageSid,
        Status: receipt.status,
        ErrorCode: receipt.errorCode === 0 ? undefined : String(receipt.errorCode),
        DateUpdated: receipt.updatedAt.toISOString(),
      }),
  };
}
