import { TwilioError } from '../account/twilio-error.ts';
import type { World } from '../world.ts';
import { conversationParameters } from '../webhooks/parameters/conversation-parameters.ts';
import { askFirst } from './ask-first.ts';
import type { Conversation } from './conversation.ts';
import { insertConversation } from './insert-conversation.ts';
import type { NewConversation } from './insert-conversation.ts';
import type { Origin } from './origin.ts';

/** Throws 50353 when another conversation has that unique name. */
export const refuseUniqueName = ({ store }: Pick<World, 'store'>, uniqueName: string | undefined): void => {
  if (uniqueName === undefined) return;
  const taken = [...store.conversations.values()].some((conversation) => conversation.uniqueName === uniqueName);
  if (taken) throw new TwilioError(50353, 'Conversation with provided unique name already exists');
};

/** Makes an empty conversation for an API client or an app: onConversationAdd, then onConversationAdded. */
export const addConversation =
  (world: World) =>
  async (input: NewConversation & { origin: Origin }): Promise<Conversation> => {
    refuseUniqueName(world, input.uniqueName);
    const changes = await askFirst(world)({
      type: 'onConversationAdd',
      origin: input.origin,
      parameters: {
        MessagingServiceSid: input.messagingServiceSid ?? world.account.messagingServiceSid,
        FriendlyName: input.friendlyName,
        UniqueName: input.uniqueName,
        State: input.state ?? 'active',
        Attributes: input.attributes ?? '{}',
      },
    });
    refuseUniqueName(world, input.uniqueName);
    const conversation = insertConversation(world)({
      ...input,
      friendlyName: changes.friendly_name ?? input.friendlyName,
      attributes: changes.attributes ?? input.attributes,
    });
    world.hooks.post({ type: 'onConversationAdded', origin: input.origin, parameters: conversationParameters(conversation) });
    return conversation;
  };
