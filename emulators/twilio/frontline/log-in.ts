import { ensureUser } from '../conversations/ensure-user.ts';
import type { World } from '../world.ts';
import type { FrontlineUser } from './frontline-users.ts';

/** A rep opens the app for the first time: only from then on does Frontline know the user. Later log-ins change nothing. */
export const logIn =
  (world: World) =>
  (identity: string): FrontlineUser => {
    const known = world.frontlineUsers.get(identity);
    if (known) return known;
    const { sid } = ensureUser(world)({ identity, friendlyName: identity });
    const user: FrontlineUser = { userSid: sid, identity, friendlyName: identity, avatar: '', state: 'active', isAvailable: false };
    world.frontlineUsers.set(identity, user);
    return user;
  };
