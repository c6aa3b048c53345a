import type { World } from '../world.ts';
import { messageParameters } from '../webhooks/parameters/message-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertInitialized } from './assert-writable.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';
import type { Origin } from './origin.ts';

export type MessageUpdate = {
  conversation: Conversation;
  message: Message;
  origin: Origin;
  author?: string | undefined;
  body?: string | undefined;
  attributes?: string | undefined;
  dateCreated?: number | undefined;
  dateUpdated?: number | undefined;
};

/** Edits a message (what was sent to a phone stays as it was): onMessageUpdate, then onMessageUpdated. */
export const updateMessage =
  (world: World) =>
  async (update: MessageUpdate): Promise<Message> => {
    const { conversation, message, origin } = update;
    assertInitialized(conversation);
    const intended = {
      ...message,
      author: update.author ?? message.author,
      body: update.body ?? message.body,
      attributes: update.attributes ?? message.attributes,
    };
    const changes = await askFirst(world)({
      type: 'onMessageUpdate',
      origin,
      parameters: messageParameters({ conversation, message: intended }),
    });
    message.author = changes.author ?? intended.author;
    message.body = changes.body ?? intended.body;
    message.attributes = changes.attributes ?? intended.attributes;
    message.dateCreated = update.dateCreated ?? message.dateCreated;
    message.dateUpdated = update.dateUpdated ?? world.timers.now();
    world.hooks.post({
      type: 'onMessageUpdated',
      origin,
      parameters: {
        ...messageParameters({ conversation, message }),
        DateUpdated: new Date(message.dateUpdated).toISOString(),
        ModifiedBy: origin.clientIdentity,
      },
    });
    return message;
  };
