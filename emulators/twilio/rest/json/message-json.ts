import type { Account } from '../../account/account.ts';
import type { DeliveryStatus, Message, Receipt } from '../../conversations/message.ts';
import type { Media } from '../../media/media.ts';
import type { Place } from '../operation.ts';
import { second } from './second.ts';

/** A later status says that the earlier ones were passed: what is read was delivered, what was delivered was sent. */
const passed: Readonly<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  sent: ['sent'],
  delivered: ['sent', 'delivered'],
  read: ['sent', 'delivered', 'read'],
  undelivered: ['sent', 'undelivered'],
  failed: ['failed'],
};

const deliveryJson = (receipts: readonly Receipt[]) => {
  if (receipts.length === 0) return null;
  const share = (status: DeliveryStatus) => {
    const number = receipts.filter((receipt) => passed[receipt.status].includes(status)).length;
    return number === 0 ? 'none' : number === receipts.length ? 'all' : 'some';
  };
  return {
    total: receipts.length,
    sent: share('sent'),
    delivered: share('delivered'),
    read: share('read'),
    failed: share('failed'),
    undelivered: share('undelivered'),
  };
};

const fileJson = ({ sid, bytes, contentType, filename }: Media) => ({ sid, size: bytes.length, content_type: contentType, filename });

/** conversations.v1.conversation.conversation_message */
export const messageJson = (account: Account, place: Pick<Place, 'base' | 'serviceSid'>) => (message: Message) => {
  const url = `${place.base}/Conversations/${message.conversationSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: account.accountSid,
    ...(place.serviceSid === undefined ? {} : { chat_service_sid: place.serviceSid }),
    conversation_sid: message.conversationSid,
    index: message.index,
    author: message.author,
    body: message.body,
    media: message.media.length === 0 ? null : message.media.map(fileJson),
    attributes: message.attributes,
    participant_sid: message.participantSid,
    content_sid: message.contentSid,
    date_created: second(message.dateCreated),
    date_updated: second(message.dateUpdated),
    delivery: deliveryJson(message.receipts),
    url,
    links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
  };
};
