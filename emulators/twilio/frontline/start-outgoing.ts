import { z } from 'zod';
import { ownsNumber } from '../account/owns-number.ts';
import { channelOf } from '../carrier/channel-of.ts';
import { isAddress } from '../carrier/is-address.ts';
import { addConversation } from '../conversations/add-conversation.ts';
import { addParticipant } from '../conversations/add-participant.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Channel } from '../conversations/participant.ts';
import { removeConversation } from '../conversations/remove-conversation.ts';
import { bindingKey } from '../conversations/store.ts';
import type { World } from '../world.ts';
import { askProduct } from './ask-product.ts';
import { CallbackError } from './callback-error.ts';

/** A customer and one of the channels from the details answer. */
export type Outgoing = { customerId: string; channel: { type: Channel; value: string } };

const answerSchema = z.object({ proxy_address: z.string() });

/** The first thing wrong with a pair, in Frontline's codes: https://www.twilio.com/docs/api/errors/48025 and following. */
const pairFault = (world: World, address: string, proxyAddress: string): CallbackError | undefined => {
  if (!isAddress(address)) return new CallbackError(48025, `Invalid contact address ${address}`);
  if (!isAddress(proxyAddress)) return new CallbackError(48026, `Invalid proxy address ${proxyAddress}`);
  if (proxyAddress === address) return new CallbackError(48027, 'Proxy address equals contact address');
  if (channelOf(proxyAddress) !== channelOf(address))
    return new CallbackError(channelOf(address) === 'whatsapp' ? 48030 : 48029, 'Proxy address is of another channel');
  if (!ownsNumber(world.account, proxyAddress)) return new CallbackError(48028, `Proxy address ${proxyAddress} is not in this account`);
  if (world.store.bindings.has(bindingKey({ address, proxyAddress })))
    return new CallbackError(48031, 'An outgoing conversation exists already for this contact and proxy address');
  return undefined;
};

const askProxyAddress =
  (world: World) =>
  async (worker: string, { customerId, channel }: Outgoing) => {
    const form = {
      Location: 'GetProxyAddress',
      Worker: worker,
      CustomerId: customerId,
      ChannelType: channel.type,
      ChannelValue: channel.value,
    };
    const answer = answerSchema.safeParse(await askProduct(world)({ callback: 'outgoingUrl', form }));
    const proxyAddress = answer.data?.proxy_address ?? '';
    const fault = pairFault(world, channel.value, proxyAddress);
    if (!fault) return proxyAddress;
    world.log.write({ level: 'error', code: fault.code, message: fault.message, resource: worker });
    throw fault;
  };

/** The app's sequence: make the conversation, ask the callback, add the customer, add the rep. A refusal takes the conversation away again. */
export const startOutgoing =
  (world: World, identity: string) =>
  async (outgoing: Outgoing): Promise<Conversation> => {
    const origin = { source: 'SDK', clientIdentity: identity, webhooks: true } as const;
    const conversation = await addConversation(world)({ createdBy: identity, origin });
    try {
      const proxyAddress = await askProxyAddress(world)(identity, outgoing);
      const { type, value: address } = outgoing.channel;
      await addParticipant(world)({ conversation, binding: { type, address, proxyAddress }, origin });
      await addParticipant(world)({ conversation, identity, origin });
      return conversation;
    } catch (error) {
      await removeConversation(world)({ conversation, origin });
      throw error;
    }
  };
