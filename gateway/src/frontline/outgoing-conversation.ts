import { z } from 'zod';
import { formatAddress, parseAddress, type Address, type PhoneChannel } from '../directory/address.ts';
import type { BusinessNumber, BusinessNumbers } from '../directory/business-numbers.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { SendGuard } from '../sending/send-guard.ts';
import { readParams, required, worker, type CallbackParams } from './callback-params.ts';

export interface OutgoingConversationDeps {
  readonly directory: Directory;
  readonly numbers: BusinessNumbers;
  readonly guard: SendGuard;
  /** Numbers of the environment, E.164: used where the admin has recorded none. */
  readonly fallback: Readonly<Record<PhoneChannel, string | undefined>>;
}

const requestSchema = z.object({ Worker: worker, CustomerId: required, ChannelType: required, ChannelValue: required });

/**
 * GetProxyAddress: the business number from which this worker texts this customer. Refused with 403 when the customer is
 * not the worker's, there is no number for the channel, or nothing may be sent to the customer from it now. An open conversation never asks.
 */
export function outgoingConversation({ directory, numbers, fallback, guard }: OutgoingConversationDeps) {
  return async (params: CallbackParams) => {
    const request = readParams(requestSchema, params);
    const address = addressOf(request);
    if (!(await directory.owns(request.Worker, request.CustomerId))) {
      throw new GatewayError('forbidden', 'This worker has no such customer.');
    }
    const configured = fallback[address.channel];
    const candidates = configured === undefined ? [] : [{ channel: address.channel, number: configured }];
    const number = chooseNumber([...(await numbers.all()), ...candidates], { worker: request.Worker, address });
    if (number === undefined) throw new GatewayError('forbidden', `There is no ${address.channel} number to text from.`);
    const business = { channel: address.channel, number };
    // What the first message will be is not known yet: a template may be sent even where a text may not.
    const objection = await guard({ customer: address, business, content: 'template', conversationSid: undefined });
    if (objection) throw new GatewayError('forbidden', objection.message);
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

/** The worker's own number for the channel, else everybody's; never the customer's own (Twilio refuses that with 48027). */
function chooseNumber(
  numbers: readonly BusinessNumber[],
  { worker: identity, address }: { readonly worker: string; readonly address: Address },
): string | undefined {
  const usable = numbers.filter(({ channel, number }) => channel === address.channel && number !== address.number);
  const own = usable.find((number) => number.worker?.toLowerCase() === identity.toLowerCase());
  return (own ?? usable.find((number) => number.worker === undefined))?.number;
}
