import type { World } from '../world.ts';
import { conversationParameters } from '../webhooks/parameters/conversation-parameters.ts';
import { armTimers } from './arm-timers.ts';
import { askFirst } from './ask-first.ts';
import { assertWritable } from './assert-writable.ts';
import { changeState } from './change-state.ts';
import type { Conversation, ConversationTimers } from './conversation.ts';
import type { Origin } from './origin.ts';

export type ConversationUpdate = {
  conversation: Conversation;
  origin: Origin;
  friendlyName?: string | undefined;
  uniqueName?: string | undefined;
  attributes?: string | undefined;
  state?: 'active' | 'inactive' | 'closed' | undefined;
  messagingServiceSid?: string | undefined;
  timers?: ConversationTimers | undefined;
  dateCreated?: number | undefined;
  dateUpdated?: number | undefined;
};

const apply = (conversation: Conversation, update: ConversationUpdate, now: number) => {
  conversation.friendlyName = update.friendlyName ?? conversation.friendlyName;
  conversation.uniqueName = update.uniqueName === '' ? null : (update.uniqueName ?? conversation.uniqueName);
  conversation.attributes = update.attributes ?? conversation.attributes;
  conversation.messagingServiceSid = update.messagingServiceSid ?? conversation.messagingServiceSid;
  conversation.timers = { ...conversation.timers, ...update.timers };
  conversation.dateCreated = update.dateCreated ?? conversation.dateCreated;
  conversation.dateUpdated = update.dateUpdated ?? now;
};

/** Changes a conversation: onConversationUpdate, then onConversationUpdated, then onConversationStateUpdated if the state changed. */
export const updateConversation =
  (world: World) =>
  async (update: ConversationUpdate): Promise<Conversation> => {
    const { conversation, origin } = update;
    assertWritable(conversation);
    const intended = {
      ...conversation,
      ...(update.friendlyName === undefined ? {} : { friendlyName: update.friendlyName }),
      state: update.state ?? conversation.state,
    };
    const changes = await askFirst(world)({
      type: 'onConversationUpdate',
      origin,
      parameters: conversationParameters({ ...intended, attributes: update.attributes ?? conversation.attributes }),
    });
    assertWritable(conversation);
    apply(
      conversation,
      { ...update, friendlyName: changes.friendly_name ?? update.friendlyName, attributes: changes.attributes ?? update.attributes },
      world.timers.now(),
    );
    world.hooks.post({
      type: 'onConversationUpdated',
      origin,
      parameters: conversationParameters({ ...conversation, state: update.state ?? conversation.state }),
    });
    if (update.state !== undefined) changeState(world)({ conversation, to: update.state, reason: 'API', origin });
    if (update.timers !== undefined || update.state !== undefined) armTimers(world)(conversation);
    return conversation;
  };
