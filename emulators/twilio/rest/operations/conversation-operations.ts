import { z } from 'zod';
import { TwilioError } from '../../account/twilio-error.ts';
import { addConversation, refuseUniqueName } from '../../conversations/add-conversation.ts';
import type { Conversation, ConversationTimers } from '../../conversations/conversation.ts';
import { limits } from '../../conversations/limits.ts';
import { removeConversation } from '../../conversations/remove-conversation.ts';
import { updateConversation } from '../../conversations/update-conversation.ts';
import { find } from '../find.ts';
import { conversationJson } from '../json/conversation-json.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page, pageParameters } from '../page.ts';
import { parameter } from '../parameter.ts';

const second = 1_000;
const minute = 60 * second;

const fields = {
  FriendlyName: parameter.text(limits.friendlyName).optional(),
  UniqueName: parameter.text(256).optional(),
  Attributes: parameter.json(limits.conversationAttributes).optional(),
  MessagingServiceSid: parameter.sid('MG').optional(),
  DateCreated: parameter.dateTime.optional(),
  DateUpdated: parameter.dateTime.optional(),
  State: parameter.oneOf(['active', 'inactive', 'closed']).optional(),
  'Timers.Inactive': parameter.duration(minute).optional(),
  'Timers.Closed': parameter.duration(10 * minute).optional(),
};

type Fields = z.output<z.ZodObject<typeof fields>>;

const timersOf = (given: Fields): ConversationTimers | undefined => {
  const { 'Timers.Inactive': inactive, 'Timers.Closed': closed } = given;
  if (inactive === undefined && closed === undefined) return undefined;
  return { ...(inactive === undefined ? {} : { inactive }), ...(closed === undefined ? {} : { closed }) };
};

const detailsOf = (given: Fields) => {
  if (given.UniqueName !== undefined && /^CH[0-9a-f]{32}$/.test(given.UniqueName)) {
    throw new TwilioError(50390, 'Unique name should not match conversation sid pattern');
  }
  return {
    friendlyName: given.FriendlyName,
    uniqueName: given.UniqueName,
    attributes: given.Attributes,
    messagingServiceSid: given.MessagingServiceSid,
    dateCreated: given.DateCreated,
    dateUpdated: given.DateUpdated,
    state: given.State,
    timers: timersOf(given),
  };
};

const create = operation({
  method: 'post',
  path: '/Conversations',
  parameters: z.strictObject(fields),
  handle: async ({ world, parameters, origin, place }) => {
    const details = detailsOf(parameters);
    if (details.state === 'closed') throw new TwilioError(50384, "Initial state can't be 'closed'");
    if (details.timers && details.state === undefined) throw new TwilioError(50382, "Timer can't be set without state");
    const conversation = await addConversation(world)({ ...details, createdBy: 'system', origin });
    return { status: 201, body: conversationJson(world.account, place)(conversation) };
  },
});

/** By date the latest come first, as documented. */
const creationOf = ({ dateCreated, sequence }: Conversation) => dateCreated * 1_000 + (sequence % 1_000);
/** Otherwise the order is not documented: always the same, and no order that anybody could mean. 48 bits of the SID. */
const placeOf = ({ sid }: Conversation) => Number.parseInt(sid.slice(2, 14), 16);

const list = operation({
  method: 'get',
  path: '/Conversations',
  parameters: z.strictObject({
    ...pageParameters,
    StartDate: parameter.dayEdge('00:00:00').optional(),
    EndDate: parameter.dayEdge('23:59:59').optional(),
    State: parameter.oneOf(['active', 'inactive', 'closed', 'initializing']).optional(),
  }),
  handle: ({ world, parameters, place }) => {
    const { StartDate, EndDate, State } = parameters;
    const from = StartDate === undefined ? -Infinity : Date.parse(StartDate);
    const to = EndDate === undefined ? Infinity : Date.parse(EndDate) + second;
    const isByDate = StartDate !== undefined || EndDate !== undefined;
    const items = [...world.store.conversations.values()].filter(
      ({ state, dateCreated }) => state === (State ?? state) && dateCreated >= from && dateCreated < to,
    );
    return page({
      place,
      parameters,
      filters: { StartDate, EndDate, State },
      key: 'conversations',
      items,
      position: isByDate ? creationOf : placeOf,
      descending: isByDate,
      render: conversationJson(world.account, place),
    });
  },
});

const fetch = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: conversationJson(call.world.account, call.place)(find.conversation(call)) }),
});

const update = operation({
  method: 'post',
  path: '/Conversations/:ConversationSid',
  parameters: z.strictObject(fields),
  handle: async (call) => {
    const { world, parameters, origin, place } = call;
    const conversation = find.conversation(call);
    const details = detailsOf(parameters);
    if (details.uniqueName !== conversation.uniqueName && details.uniqueName !== '') refuseUniqueName(world, details.uniqueName);
    await updateConversation(world)({ ...details, conversation, origin });
    return { status: 200, body: conversationJson(world.account, place)(conversation) };
  },
});

const remove = operation({
  method: 'delete',
  path: '/Conversations/:ConversationSid',
  parameters: z.strictObject({}),
  handle: async (call) => {
    await removeConversation(call.world)({ conversation: find.conversation(call), origin: call.origin });
    return { status: 204 };
  },
});

/** https://www.twilio.com/docs/conversations-classic/api/conversation-resource */
export const conversationOperations: readonly Operation[] = [create, list, fetch, update, remove];
