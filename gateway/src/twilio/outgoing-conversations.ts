import type { Twilio } from 'twilio';
import { z } from 'zod';
import { formatAddress } from '../directory/address.ts';
import { GatewayError } from '../errors.ts';
import type { OutgoingConversations, SendPair } from '../sending/outgoing-conversations.ts';
import { calling } from './calling.ts';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

/*
 * A conversation that is not closed has this customer and this number already: https://www.twilio.com/docs/api/errors/50416, and 50438 for the
 * same among group conversations.
 */
const PAIR_IS_TAKEN: ReadonlySet<string> = new Set(['50416', '50438']);
// https://www.twilio.com/docs/conversations/api/participant-conversation-resource: at most 50 on a page.
const PAGE = 50;

const bindingSchema = z.object({ address: z.string(), proxy_address: z.string() });

/**
 * Conversations of the account's default service. Nothing here asks for webhooks. A crash between the two requests of a new conversation leaves
 * one behind that nobody is in.
 */
export function outgoingConversations(client: TwilioClient): OutgoingConversations {
  const call = calling(client);
  return {
    find: (pair) => call((twilio) => find(twilio, pair)),
    begin: (pair, { friendlyName, attributes, participantAttributes }) =>
      call(async (twilio) => {
        const { sid } = await twilio.conversations.v1.conversations.create({ friendlyName, attributes: JSON.stringify(attributes) });
        try {
          await twilio.conversations.v1.conversations(sid).participants.create({
            'messagingBinding.address': formatAddress(pair.customer),
            'messagingBinding.proxyAddress': formatAddress(pair.business),
            attributes: JSON.stringify(participantAttributes),
          });
          return sid;
        } catch (thrown) {
          await twilio.conversations.v1.conversations(sid).remove();
          if (!PAIR_IS_TAKEN.has(toTwilioError(thrown).upstreamCode ?? '')) throw thrown;
          const taken = await find(twilio, pair);
          if (taken === undefined) throw new GatewayError('upstream_not_ready', 'the conversation of these two is being closed or begun');
          return taken;
        }
      }),
  };
}

async function find(twilio: Twilio, { customer, business }: SendPair): Promise<string | undefined> {
  const [address, proxy] = [formatAddress(customer), formatAddress(business)];
  const all = await twilio.conversations.v1.participantConversations.list({ address, pageSize: PAGE });
  return all.find(({ conversationState, participantMessagingBinding }) => {
    const binding = bindingSchema.safeParse(participantMessagingBinding).data;
    return conversationState !== 'closed' && binding?.address === address && binding.proxy_address === proxy;
  })?.conversationSid;
}
