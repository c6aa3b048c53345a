import type { Conversation } from '../conversations/conversation.ts';
import type { Binding } from '../conversations/participant.ts';
import type { World } from '../world.ts';
import { randomUUID } from 'node:crypto';
import { outcome } from '../webhooks/outcome.ts';
import { sendSigned } from '../webhooks/send-signed.ts';

export type Routed = { conversation: Conversation; binding: Binding };

const routingForm = (world: World, { conversation, binding }: Routed) => ({
  ConversationSid: conversation.sid,
  ConversationServiceSid: world.account.serviceSid,
  FriendlyName: conversation.friendlyName ?? '',
  UniqueName: conversation.uniqueName ?? '',
  Attributes: conversation.attributes,
  State: conversation.state,
  DateCreated: new Date(conversation.dateCreated).toISOString(),
  DateUpdated: new Date(conversation.dateUpdated).toISOString(),
  'MessagingBinding.Address': binding.address,
  'MessagingBinding.ProxyAddress': binding.proxyAddress,
});

/**
 * Asks the product, in the background and once, to find a rep for a conversation that nobody is in.
 * Anything but 200 within 10 s is 48010 in the debugger. https://www.twilio.com/docs/api/errors/48010
 */
export const routeConversation =
  (world: World) =>
  (routed: Routed): void => {
    const { routingUrl } = world.frontlineUrls;
    if (routingUrl === null || routed.conversation.participants.some(({ identity }) => identity !== null)) return;
    const form = routingForm(world, routed);
    void sendSigned(world)({ url: routingUrl, form, timeoutMs: world.settings.routingTimeoutMs, token: randomUUID() }).then((answer) => {
      if (answer.kind === 'answered' && answer.status === 200) return;
      const message = `Custom routing ${outcome.words(answer)}`;
      world.log.write({ level: 'error', code: 48010, message, resource: routed.conversation.sid, url: routingUrl });
    });
  };
