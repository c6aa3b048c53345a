import { askFirst } from '../conversations/ask-first.ts';
import { changeState } from '../conversations/change-state.ts';
import { insertConversation } from '../conversations/insert-conversation.ts';
import { insertMessage } from '../conversations/insert-message.ts';
import { insertParticipant } from '../conversations/insert-participant.ts';
import type { Origin } from '../conversations/origin.ts';
import type { Binding } from '../conversations/participant.ts';
import { routeConversation } from '../frontline/route-conversation.ts';
import { bindingParameters } from '../webhooks/parameters/binding-parameters.ts';
import { conversationParameters } from '../webhooks/parameters/conversation-parameters.ts';
import { messageParameters } from '../webhooks/parameters/message-parameters.ts';
import { participantParameters } from '../webhooks/parameters/participant-parameters.ts';
import type { Media } from '../media/media.ts';
import type { World } from '../world.ts';

export type FirstMessage = { binding: Binding; body: string; media: readonly Media[] };

/**
 * Makes a conversation for a customer's first message. Nothing is made when the onConversationAdd hook refuses (throws 50107).
 * Order by start: onConversationAdd (blocking), onConversationAdded, Frontline's routing, onParticipantAdded, onMessageAdded.
 */
export const autocreateConversation =
  (world: World) =>
  async (first: FirstMessage): Promise<{ conversationSid: string; messageSid: string }> => {
    const { binding, body, media } = first;
    const { initializingMs } = world.settings;
    const origin: Origin = { source: binding.type === 'whatsapp' ? 'WHATSAPP' : 'SMS', webhooks: true };
    const state = initializingMs > 0 ? 'initializing' : 'active';
    const changes = await askFirst(world)({ type: 'onConversationAdd', origin, parameters: askedParameters(world)(first) });
    const conversation = insertConversation(world)({
      createdBy: 'system',
      state,
      friendlyName: changes.friendly_name,
      attributes: changes.attributes,
    });
    const participant = insertParticipant(world)({ conversation, binding });
    const message = insertMessage(world)({ conversation, author: binding.address, body: body || undefined, media });
    world.hooks.post({
      type: 'onConversationAdded',
      origin,
      parameters: { ...conversationParameters(conversation), MessageBody: body, ...bindingParameters(binding) },
    });
    routeConversation(world)({ conversation, binding });
    world.hooks.post({ type: 'onParticipantAdded', origin, parameters: participantParameters(participant) });
    world.hooks.post({ type: 'onMessageAdded', origin, parameters: messageParameters({ conversation, message }) });
    if (state === 'initializing') {
      world.timers.after(initializingMs, () => changeState(world)({ conversation, to: 'active', reason: 'EVENT', origin }));
    }
    return { conversationSid: conversation.sid, messageSid: message.sid };
  };

const askedParameters =
  (world: World) =>
  ({ binding, body }: Pick<FirstMessage, 'binding' | 'body'>) => ({
    MessagingServiceSid: world.account.messagingServiceSid,
    State: 'active',
    Attributes: '{}',
    MessageBody: body,
    ...bindingParameters(binding),
  });
