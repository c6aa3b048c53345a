import type { World } from '../world.ts';
import { conversationParameters } from '../webhooks/parameters/conversation-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertInitialized } from './assert-writable.ts';
import type { Conversation } from './conversation.ts';
import type { Origin } from './origin.ts';
import { releaseParticipant } from './release-participant.ts';

/** Deletes a conversation with everything in it: onConversationRemove, then onConversationRemoved. */
export const removeConversation =
  (world: World) =>
  async ({ conversation, origin }: { conversation: Conversation; origin: Origin }): Promise<void> => {
    assertInitialized(conversation);
    await askFirst(world)({ type: 'onConversationRemove', origin, parameters: conversationParameters(conversation) });
    for (const participant of conversation.participants) releaseParticipant(world)(participant);
    world.store.conversations.delete(conversation.sid);
    world.hooks.post({
      type: 'onConversationRemoved',
      origin,
      parameters: { ...conversationParameters(conversation), DateRemoved: new Date(world.timers.now()).toISOString() },
    });
  };
