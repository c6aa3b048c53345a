import type { World } from '../world.ts';
import { messageParameters } from '../webhooks/parameters/message-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertInitialized } from './assert-writable.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';
import type { Origin } from './origin.ts';

/** Deletes a message; its index is not used again: onMessageRemove, then onMessageRemoved. */
export const removeMessage =
  (world: World) =>
  async ({ conversation, message, origin }: { conversation: Conversation; message: Message; origin: Origin }): Promise<void> => {
    assertInitialized(conversation);
    await askFirst(world)({ type: 'onMessageRemove', origin, parameters: messageParameters({ conversation, message }) });
    conversation.messages = conversation.messages.filter((other) => other.sid !== message.sid);
    world.hooks.post({
      type: 'onMessageRemoved',
      origin,
      parameters: { ...messageParameters({ conversation, message }), DateRemoved: new Date(world.timers.now()).toISOString() },
    });
  };
