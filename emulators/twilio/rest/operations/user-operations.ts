import { z } from 'zod';
import { TwilioError } from '../../account/twilio-error.ts';
import { ensureUser } from '../../conversations/ensure-user.ts';
import { limits } from '../../conversations/limits.ts';
import { find } from '../find.ts';
import { userJson } from '../json/user-json.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page, pageParameters } from '../page.ts';
import { parameter } from '../parameter.ts';

const fields = {
  FriendlyName: parameter.text(limits.friendlyName).optional(),
  Attributes: parameter.json(limits.userAttributes).optional(),
  RoleSid: parameter.sid('RL').optional(),
};

const create = operation({
  method: 'post',
  path: '/Users',
  parameters: z.strictObject({ ...fields, Identity: parameter.identity }),
  handle: ({ world, parameters, place }) => {
    const { Identity: identity } = parameters;
    const taken = [...world.store.users.values()].some((user) => user.identity === identity);
    if (taken) throw new TwilioError(50201, 'User already exists');
    const user = ensureUser(world)({
      identity,
      friendlyName: parameters.FriendlyName,
      attributes: parameters.Attributes,
      roleSid: parameters.RoleSid,
    });
    return { status: 201, body: userJson(world.account, place)(user) };
  },
});

const list = operation({
  method: 'get',
  path: '/Users',
  parameters: z.strictObject(pageParameters),
  handle: ({ world, parameters, place }) =>
    page({
      place,
      parameters,
      key: 'users',
      items: [...world.store.users.values()],
      position: ({ sequence }) => sequence,
      render: userJson(world.account, place),
    }),
});

const fetch = operation({
  method: 'get',
  path: '/Users/:UserSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: userJson(call.world.account, call.place)(find.user(call)) }),
});

const update = operation({
  method: 'post',
  path: '/Users/:UserSid',
  parameters: z.strictObject(fields),
  handle: (call) => {
    const { world, parameters, place } = call;
    const user = find.user(call);
    user.friendlyName = parameters.FriendlyName ?? user.friendlyName;
    user.attributes = parameters.Attributes ?? user.attributes;
    user.roleSid = parameters.RoleSid ?? user.roleSid;
    user.dateUpdated = world.timers.now();
    return { status: 200, body: userJson(world.account, place)(user) };
  },
});

const remove = operation({
  method: 'delete',
  path: '/Users/:UserSid',
  parameters: z.strictObject({}),
  handle: (call) => {
    const user = find.user(call);
    call.world.store.users.delete(user.sid);
    call.world.frontlineUsers.delete(user.identity);
    return { status: 204 };
  },
});

/** https://www.twilio.com/docs/conversations/api/user-resource */
export const userOperations: readonly Operation[] = [create, list, fetch, update, remove];
