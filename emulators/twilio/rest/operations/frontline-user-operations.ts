import { z } from 'zod';
import type { FrontlineUser } from '../../frontline/frontline-users.ts';
import { limits } from '../../conversations/limits.ts';
import { notFound } from '../find.ts';
import { operation } from '../operation.ts';
import type { Operation, Place, RawCall } from '../operation.ts';
import { parameter } from '../parameter.ts';

/** frontline.v1.user */
const frontlineUserJson = (place: Pick<Place, 'base'>, user: FrontlineUser) => ({
  sid: user.userSid,
  identity: user.identity,
  friendly_name: user.friendlyName,
  avatar: user.avatar,
  state: user.state,
  is_available: user.isAvailable,
  url: `${place.base}/Users/${user.userSid}`,
});

/** By SID or identity, with case; only who has logged in once exists. */
const findUser = ({ world, path, place }: Pick<RawCall, 'world' | 'path' | 'place'>): FrontlineUser => {
  const name = path['UserSid'] ?? '';
  const user = world.frontlineUsers.get(name) ?? [...world.frontlineUsers.values()].find(({ userSid }) => userSid === name);
  if (!user) throw notFound(place);
  return user;
};

const fetch = operation({
  method: 'get',
  path: '/Users/:UserSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: frontlineUserJson(call.place, findUser(call)) }),
});

const update = operation({
  method: 'post',
  path: '/Users/:UserSid',
  parameters: z.strictObject({
    FriendlyName: parameter.text(limits.friendlyName).optional(),
    Avatar: z.string().optional(),
    State: parameter.oneOf(['active', 'deactivated']).optional(),
    IsAvailable: parameter.boolean.optional(),
  }),
  handle: (call) => {
    const { FriendlyName, Avatar, State, IsAvailable } = call.parameters;
    const user = findUser(call);
    user.friendlyName = FriendlyName ?? user.friendlyName;
    user.avatar = Avatar ?? user.avatar;
    user.state = State ?? user.state;
    user.isAvailable = IsAvailable ?? user.isAvailable;
    return { status: 200, body: frontlineUserJson(call.place, user) };
  },
});

/** The Frontline Users API of the OpenAPI document frontline_v1. */
export const frontlineUserOperations: readonly Operation[] = [fetch, update];
