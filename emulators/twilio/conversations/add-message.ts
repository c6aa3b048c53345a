import { deliverMessage } from '../carrier/deliver-message.ts';
import type { World } from '../world.ts';
import { mediaParameter } from '../media/media-parameter.ts';
import { messageParameters } from '../webhooks/parameters/message-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertWritable } from './assert-writable.ts';
import { wakeConversation } from './wake-conversation.ts';
import { insertMessage } from './insert-message.ts';
import type { NewMessage } from './insert-message.ts';
import type { Message } from './message.ts';
import type { Origin } from './origin.ts';

const authorSid = ({ conversation, author }: NewMessage) =>
  conversation.participants.find(({ identity, binding }) => identity === author || binding?.address === author)?.sid;

/**
 * Adds a message: onMessageAdd, then onMessageAdded, then on its way to every phone in the conversation but the author's.
 * Wakes an inactive conversation.
 */
export const addMessage =
  (world: World) =>
  async (input: NewMessage & { origin: Origin }): Promise<Message> => {
    const { conversation, origin } = input;
    const changes = await askFirst(world)({
      type: 'onMessageAdd',
      origin,
      parameters: {
        ConversationSid: conversation.sid,
        MessagingServiceSid: conversation.messagingServiceSid,
        ParticipantSid: authorSid(input),
        Author: input.author,
        Body: input.body,
        Media: mediaParameter(input.media ?? []),
        Attributes: input.attributes ?? '{}',
      },
    });
    if (conversation.state === 'closed') assertWritable(conversation);
    const message = insertMessage(world)({
      ...input,
      body: changes.body ?? input.body,
      author: changes.author ?? input.author,
      attributes: changes.attributes ?? input.attributes,
    });
    world.hooks.post({ type: 'onMessageAdded', origin, parameters: messageParameters({ conversation, message }) });
    wakeConversation(world)({ conversation, origin });
    deliverMessage(world)({ conversation, message });
    return message;
  };
