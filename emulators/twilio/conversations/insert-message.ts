import { newSid } from '../account/new-sid.ts';
import type { World } from '../world.ts';
import { armTimers } from './arm-timers.ts';
import type { Media } from '../media/media.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

export type NewMessage = {
  conversation: Conversation;
  author: string;
  body?: string | undefined;
  attributes?: string | undefined;
  contentSid?: string | undefined;
  media?: readonly Media[] | undefined;
  dateCreated?: number | undefined;
  dateUpdated?: number | undefined;
};

/** Appends a message to a conversation at the next index, telling nobody. */
export const insertMessage =
  (world: World) =>
  (input: NewMessage): Message => {
    const { conversation, author } = input;
    const now = world.timers.now();
    const writer = conversation.participants.find(({ identity, binding }) => identity === author || binding?.address === author);
    const message: Message = {
      sid: newSid('IM'),
      conversationSid: conversation.sid,
      index: conversation.nextMessageIndex++,
      author,
      body: input.body ?? null,
      attributes: input.attributes ?? '{}',
      participantSid: writer?.sid ?? null,
      contentSid: input.contentSid ?? null,
      media: input.media ?? [],
      dateCreated: input.dateCreated ?? now,
      dateUpdated: input.dateUpdated ?? input.dateCreated ?? now,
      receipts: [],
    };
    for (const file of message.media) Object.assign(file, { messageSid: message.sid, conversationSid: conversation.sid });
    conversation.messages.push(message);
    armTimers(world)(conversation);
    return message;
  };
