import { z } from 'zod';
import { ownsNumber } from '../../account/owns-number.ts';
import { TwilioError } from '../../account/twilio-error.ts';
import { channelOf } from '../../carrier/channel-of.ts';
import { isAddress } from '../../carrier/is-address.ts';
import { addParticipant } from '../../conversations/add-participant.ts';
import { limits } from '../../conversations/limits.ts';
import type { Binding } from '../../conversations/participant.ts';
import { removeParticipant } from '../../conversations/remove-participant.ts';
import { updateParticipant } from '../../conversations/update-participant.ts';
import type { World } from '../../world.ts';
import { find } from '../find.ts';
import { participantJson } from '../json/participant-json.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page, pageParameters } from '../page.ts';
import { parameter } from '../parameter.ts';

const fields = {
  Attributes: parameter.json(limits.participantAttributes).optional(),
  RoleSid: parameter.sid('RL').optional(),
  DateCreated: parameter.dateTime.optional(),
  DateUpdated: parameter.dateTime.optional(),
};

const createFields = z.strictObject({
  ...fields,
  Identity: parameter.identity.optional(),
  'MessagingBinding.Address': z.string().optional(),
  'MessagingBinding.ProxyAddress': z.string().optional(),
});

type CreateFields = z.output<typeof createFields>;

/** The binding asked for; throws for half of one and for addresses that cannot be bound. */
const bindingOf = ({ account }: World, given: CreateFields): Binding | undefined => {
  const { Identity, 'MessagingBinding.Address': address, 'MessagingBinding.ProxyAddress': proxyAddress } = given;
  if (address === undefined && proxyAddress === undefined) {
    if (Identity === undefined) throw new TwilioError(20001, 'Identity not provided');
    return undefined;
  }
  if (Identity !== undefined)
    throw new TwilioError(20001, 'A participant has either Identity or MessagingBinding, group messaging is not emulated');
  if (address === undefined || !isAddress(address)) throw new TwilioError(50407, 'Invalid messaging binding address');
  if (proxyAddress === undefined || !ownsNumber(account, proxyAddress) || channelOf(proxyAddress) !== channelOf(address)) {
    throw new TwilioError(50408, 'Invalid messaging binding proxy address');
  }
  return { type: channelOf(address), address, proxyAddress };
};

const create = operation({
  method: 'post',
  path: '/Conversations/:ConversationSid/Participants',
  parameters: createFields,
  handle: async (call) => {
    const { world, parameters, origin, place } = call;
    const participant = await addParticipant(world)({
      conversation: find.conversation(call),
      identity: parameters.Identity,
      binding: bindingOf(world, parameters),
      attributes: parameters.Attributes,
      roleSid: parameters.RoleSid,
      dateCreated: parameters.DateCreated,
      origin,
    });
    return { status: 201, body: participantJson(world.account, place)(participant) };
  },
});

const list = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid/Participants',
  parameters: z.strictObject(pageParameters),
  handle: (call) =>
    page({
      place: call.place,
      parameters: call.parameters,
      key: 'participants',
      items: find.conversation(call).participants,
      position: ({ sequence }) => sequence,
      render: participantJson(call.world.account, call.place),
    }),
});

const fetch = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid/Participants/:ParticipantSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: participantJson(call.world.account, call.place)(find.participant(call).participant) }),
});

const update = operation({
  method: 'post',
  path: '/Conversations/:ConversationSid/Participants/:ParticipantSid',
  parameters: z.strictObject({ ...fields, LastReadMessageIndex: parameter.integer.optional(), LastReadTimestamp: z.string().optional() }),
  handle: async (call) => {
    const { world, parameters, origin, place } = call;
    const participant = await updateParticipant(world)({
      ...find.participant(call),
      attributes: parameters.Attributes,
      roleSid: parameters.RoleSid,
      lastReadMessageIndex: parameters.LastReadMessageIndex,
      lastReadTimestamp: parameters.LastReadTimestamp,
      dateUpdated: parameters.DateUpdated,
      origin,
    });
    return { status: 200, body: participantJson(world.account, place)(participant) };
  },
});

const remove = operation({
  method: 'delete',
  path: '/Conversations/:ConversationSid/Participants/:ParticipantSid',
  parameters: z.strictObject({}),
  handle: async (call) => {
    await removeParticipant(call.world)({ ...find.participant(call), origin: call.origin });
    return { status: 204 };
  },
});

/** https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export const participantOperations: readonly Operation[] = [create, list, fetch, update, remove];
