import { z } from 'zod';
import { removeParticipant } from '../../conversations/remove-participant.ts';
import type { User } from '../../conversations/user.ts';
import type { World } from '../../world.ts';
import { find, notFound } from '../find.ts';
import { userConversationJson } from '../json/user-conversation-json.ts';
import type { UserConversation } from '../json/user-conversation-json.ts';
import { operation } from '../operation.ts';
import type { Operation, RawCall } from '../operation.ts';
import { page, pageParameters } from '../page.ts';
import { parameter } from '../parameter.ts';

const joinedBy = (world: World, user: User): UserConversation[] =>
  [...(world.store.memberships.get(user.identity) ?? [])].flatMap((sid) => {
    const conversation = world.store.conversations.get(sid);
    const participant = conversation?.participants.find(({ identity }) => identity === user.identity);
    return conversation && participant ? [{ user, conversation, participant }] : [];
  });

const findJoined = (call: Pick<RawCall, 'world' | 'path' | 'place'>): UserConversation => {
  const user = find.user(call);
  const { sid } = find.conversation(call);
  const joined = joinedBy(call.world, user).find(({ conversation }) => conversation.sid === sid);
  if (!joined) throw notFound(call.place);
  return joined;
};

const list = operation({
  method: 'get',
  path: '/Users/:UserSid/Conversations',
  parameters: z.strictObject(pageParameters),
  handle: (call) =>
    page({
      place: call.place,
      parameters: call.parameters,
      key: 'conversations',
      items: joinedBy(call.world, find.user(call)),
      position: ({ participant }) => participant.sequence,
      largest: 50,
      render: userConversationJson(call.world.account, call.place),
    }),
});

const fetch = operation({
  method: 'get',
  path: '/Users/:UserSid/Conversations/:ConversationSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: userConversationJson(call.world.account, call.place)(findJoined(call)) }),
});

const update = operation({
  method: 'post',
  path: '/Users/:UserSid/Conversations/:ConversationSid',
  parameters: z.strictObject({
    NotificationLevel: parameter.oneOf(['default', 'muted']).optional(),
    LastReadTimestamp: parameter.dateTime.optional(),
    LastReadMessageIndex: parameter.integer.optional(),
  }),
  handle: (call) => {
    const { NotificationLevel, LastReadMessageIndex, LastReadTimestamp } = call.parameters;
    const joined = findJoined(call);
    if (NotificationLevel !== undefined) joined.user.notificationLevels.set(joined.conversation.sid, NotificationLevel);
    joined.participant.lastReadMessageIndex = LastReadMessageIndex ?? joined.participant.lastReadMessageIndex;
    if (LastReadTimestamp !== undefined) joined.participant.lastReadTimestamp = new Date(LastReadTimestamp).toISOString();
    return { status: 200, body: userConversationJson(call.world.account, call.place)(joined) };
  },
});

const remove = operation({
  method: 'delete',
  path: '/Users/:UserSid/Conversations/:ConversationSid',
  parameters: z.strictObject({}),
  handle: async (call) => {
    const { conversation, participant } = findJoined(call);
    await removeParticipant(call.world)({ conversation, participant, origin: call.origin });
    return { status: 204 };
  },
});

/** https://www.twilio.com/docs/conversations/api/user-conversation-resource */
export const userConversationOperations: readonly Operation[] = [list, fetch, update, remove];
