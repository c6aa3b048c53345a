import { ownsNumber } from '../account/owns-number.ts';
import { TwilioError } from '../account/twilio-error.ts';
import { addMessage } from '../conversations/add-message.ts';
import { limits } from '../conversations/limits.ts';
import type { Binding, Channel } from '../conversations/participant.ts';
import { bindingKey } from '../conversations/store.ts';
import { insertMedia } from '../media/insert-media.ts';
import { channelMediaBytes, mediaPerMessage } from '../media/media-limits.ts';
import type { NewMedia } from '../media/media.ts';
import type { World } from '../world.ts';
import { answerKeyword } from './answer-keyword.ts';
import { autocreateConversation } from './autocreate-conversation.ts';
import { ImpossibleText } from './impossible-text.ts';
import { isAddress } from './is-address.ts';
import { channelOf } from './channel-of.ts';
import { recordText } from './record-text.ts';

export type Text = { from: string; to: string; body: string; media: readonly NewMedia[] };

/** What became of a text: in a conversation, or lost because a pre hook refused it. */
export type Taken =
  { taken: true; conversationSid: string; messageSid: string; newConversation: boolean } | { taken: false; reason: string };

/**
 * Takes a text from a customer's phone. It goes to the open conversation of that (address, proxy) pair, else one is made for it.
 * https://www.twilio.com/docs/conversations/inbound-autocreation
 * Throws ImpossibleText for a number nobody has and for a text no network would carry.
 */
export const takeText =
  (world: World) =>
  async ({ from, to, body, media }: Text): Promise<Taken> => {
    if (!isAddress(from)) throw new ImpossibleText(`${from} is not a phone number in E.164 form (+14155550132)`);
    if (!ownsNumber(world.account, to)) throw new ImpossibleText(`${to} is not a number of this account`);
    if (channelOf(from) !== channelOf(to)) throw new ImpossibleText(`${from} cannot reach ${to}: different channels`);
    refuseImpossibleMedia(channelOf(from), media);
    if ((body === '' && media.length === 0) || Buffer.byteLength(body) > limits.inboundBody)
      throw new ImpossibleText(`A text has 1 to ${limits.inboundBody} bytes`);
    const binding: Binding = { type: channelOf(from), address: from, proxyAddress: to };
    recordText(world)({ direction: 'sent', channel: binding.type, from, to, body, ...(media.length > 0 && { files: media.length }) });
    world.carrier.lastInbound.set(bindingKey(binding), world.timers.now());
    answerKeyword(world)(binding, body);
    return oneAfterTheOther(world, binding, () => place(world)(binding, { body, media }));
  };

/** What no network would carry: too many files, or too large together for the channel. */
const refuseImpossibleMedia = (channel: Channel, media: readonly NewMedia[]) => {
  if (media.length > mediaPerMessage) throw new ImpossibleText(`A message has at most ${mediaPerMessage} files`);
  const bytes = media.reduce((total, file) => total + file.bytes.length, 0);
  if (bytes > channelMediaBytes[channel]) throw new ImpossibleText(`Files of a message have at most ${channelMediaBytes[channel]} bytes`);
};

const oneAfterTheOther = async (world: World, binding: Binding, work: () => Promise<Taken>) => {
  const { queues } = world.carrier;
  const key = bindingKey(binding);
  const mine = (queues.get(key) ?? Promise.resolve()).then(work);
  const settled = mine.catch(() => undefined);
  queues.set(key, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(key) === settled) queues.delete(key);
  }
};

const place =
  (world: World) =>
  async (binding: Binding, { body, media: given }: Pick<Text, 'body' | 'media'>): Promise<Taken> => {
    try {
      const conversation = world.store.conversations.get(world.store.bindings.get(bindingKey(binding)) ?? '');
      const media = given.map((file) => insertMedia(world)(file, binding.address));
      if (!conversation) return { taken: true, newConversation: true, ...(await autocreateConversation(world)({ binding, body, media })) };
      const origin = { source: binding.type === 'whatsapp' ? 'WHATSAPP' : 'SMS', webhooks: true } as const;
      const message = await addMessage(world)({ conversation, author: binding.address, body: body || undefined, media, origin });
      return { taken: true, newConversation: false, conversationSid: conversation.sid, messageSid: message.sid };
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      world.log.write({
        level: 'error',
        code: error.code,
        message: `An inbound message was lost: ${error.message}`,
        resource: binding.address,
      });
      return { taken: false, reason: error.message };
    }
  };
