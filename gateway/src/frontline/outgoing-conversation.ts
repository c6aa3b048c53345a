import { z } from 'zod';
import { formatAddress, parseAddress, type Address } from '../directory/address.ts';
import { chooseNumber, type NumberSources } from '../directory/choose-number.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { keptBack } from '../sending/kept-back.ts';
import type { SendGuard } from '../sending/send-guard.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';

export interface OutgoingConversationDeps extends NumberSources {
  readonly directory: Directory;
  readonly guard: SendGuard;
}

const requestSchema = z.object({ Worker: worker, CustomerId: required, ChannelType: required, ChannelValue: required });

/**
 * GetProxyAddress: the business number from which this worker texts this customer. Refused with 403 when the customer is
 * not the worker's, there is no number for the channel, or nothing may be sent to the customer from it now. An open conversation never asks.
 */
export function outgoingConversation({ directory, guard, ...sources }: OutgoingConversationDeps) {
  const choose = chooseNumber(sources);
  return async (params: CallbackParams) => {
    const request = readParams(requestSchema, params);
    const address = addressOf(request);
    if (!(await directory.owns(request.Worker, request.CustomerId))) {
      throw new GatewayError('forbidden', 'This worker has no such customer.');
    }
    const number = await choose({ worker: request.Worker, address });
    if (number === undefined) throw new GatewayError('forbidden', `There is no ${address.channel} number to text from.`);
    const business = { channel: address.channel, number };
    // What the first message will be is not known yet: a template may be sent even where a text may not.
    const objection = await guard({ customer: address, business, content: 'template', conversationSid: undefined });
    if (objection) throw keptBack('forbidden', objection);
    return { proxy_address: formatAddress(business) };
  };
}

function addressOf({ ChannelType, ChannelValue }: z.infer<typeof requestSchema>): Address {
  const channel = ChannelType.toLowerCase();
  if (channel !== 'sms' && channel !== 'whatsapp') throw new GatewayError('forbidden', `There is no number for the channel ${channel}.`);
  const address = parseAddress(ChannelValue);
  if (address?.channel !== channel) throw new GatewayError('bad_request', 'missing or malformed: ChannelValue');
  return address;
}
