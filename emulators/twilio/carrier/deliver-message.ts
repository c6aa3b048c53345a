import { newSid } from '../account/new-sid.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { DeliveryStatus, Message, Receipt } from '../conversations/message.ts';
import type { Binding, Participant } from '../conversations/participant.ts';
import { receiptParameters } from '../webhooks/parameters/receipt-parameters.ts';
import type { World } from '../world.ts';
import { judgeDelivery } from './judge-delivery.ts';
import { recordText } from './record-text.ts';

type Delivery = { binding: Binding; message: Message; receipt: Receipt };

/** Sends a message to every phone in the conversation but its author's; each leg tells its fate by onDeliveryUpdated. */
export const deliverMessage =
  (world: World) =>
  ({ conversation, message }: { conversation: Conversation; message: Message }): void => {
    for (const participant of conversation.participants) {
      if (participant.binding && participant.sid !== message.participantSid) startLeg(world)(participant, participant.binding, message);
    }
  };

const startLeg = (world: World) => (participant: Participant, binding: Binding, message: Message) => {
  const now = world.timers.now();
  const receipt: Receipt = {
    sid: newSid('DY'),
    sequence: world.store.nextSequence(),
    messageSid: message.sid,
    conversationSid: message.conversationSid,
    participantSid: participant.sid,
    channelMessageSid: newSid(binding.type === 'whatsapp' ? 'WA' : 'SM'),
    status: 'sent',
    errorCode: 0,
    dateCreated: now,
    dateUpdated: now,
  };
  message.receipts.push(receipt);
  void travel(world)({ binding, message, receipt });
};

/** sent, then what the network makes of it; a read message was delivered before. */
const travel = (world: World) => async (delivery: Delivery) => {
  const { binding, message } = delivery;
  const body = message.body ?? '';
  const outcome = judgeDelivery(world)(binding, message);
  if (outcome.status !== 'failed') tell(world)(delivery, 'sent', 0);
  if (outcome.status === 'sent') return;
  await world.timers.sleep(world.settings.deliveryStepMs);
  if (outcome.status === 'delivered' || outcome.status === 'read') {
    recordText(world)({
      direction: 'received',
      channel: binding.type,
      from: binding.proxyAddress,
      to: binding.address,
      body,
      ...files(message),
    });
    tell(world)(delivery, 'delivered', 0);
    if (outcome.status === 'delivered') return;
    await world.timers.sleep(world.settings.deliveryStepMs);
  }
  tell(world)(delivery, outcome.status, outcome.errorCode);
};

const files = ({ media }: Message) => (media.length > 0 ? { files: media.length } : {});

const tell = (world: World) => (delivery: Delivery, status: DeliveryStatus, errorCode: number) => {
  const { receipt, binding } = delivery;
  Object.assign(receipt, { status, errorCode, dateUpdated: world.timers.now() });
  world.hooks.post({
    type: 'onDeliveryUpdated',
    origin: { source: binding.type === 'whatsapp' ? 'WHATSAPP' : 'SMS', webhooks: true },
    parameters: receiptParameters(receipt, world.settings),
  });
};
