import { newSid } from '../account/new-sid.ts';
import type { World } from '../world.ts';
import type { Conversation, ConversationState, ConversationTimers } from './conversation.ts';
import { armTimers } from './arm-timers.ts';

export type NewConversation = {
  createdBy: string;
  friendlyName?: string | undefined;
  uniqueName?: string | undefined;
  attributes?: string | undefined;
  state?: ConversationState | undefined;
  messagingServiceSid?: string | undefined;
  timers?: ConversationTimers | undefined;
  dateCreated?: number | undefined;
  dateUpdated?: number | undefined;
};

/** Puts a conversation into the store, telling nobody. */
export const insertConversation =
  (world: World) =>
  (input: NewConversation): Conversation => {
    const now = world.timers.now();
    const conversation: Conversation = {
      sid: newSid('CH'),
      sequence: world.store.nextSequence(),
      friendlyName: input.friendlyName ?? null,
      uniqueName: input.uniqueName ?? null,
      attributes: input.attributes ?? '{}',
      state: input.state ?? 'active',
      messagingServiceSid: input.messagingServiceSid ?? world.account.messagingServiceSid,
      timers: input.timers ?? {},
      createdBy: input.createdBy,
      dateCreated: input.dateCreated ?? now,
      dateUpdated: input.dateUpdated ?? input.dateCreated ?? now,
      participants: [],
      messages: [],
      nextMessageIndex: 0,
    };
    world.store.conversations.set(conversation.sid, conversation);
    armTimers(world)(conversation);
    return conversation;
  };
