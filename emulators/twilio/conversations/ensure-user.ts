import { newSid } from '../account/new-sid.ts';
import type { World } from '../world.ts';
import type { User } from './user.ts';

export type NewUser = {
  identity: string;
  friendlyName?: string | undefined;
  attributes?: string | undefined;
  roleSid?: string | undefined;
};

/** The user of that identity (compared with case), made now if there is none. */
export const ensureUser =
  ({ store, account, timers }: Pick<World, 'store' | 'account' | 'timers'>) =>
  ({ identity, friendlyName, attributes, roleSid }: NewUser): User => {
    const known = [...store.users.values()].find((user) => user.identity === identity);
    if (known) return known;
    const now = timers.now();
    const user: User = {
      sid: newSid('US'),
      sequence: store.nextSequence(),
      identity,
      friendlyName: friendlyName ?? null,
      attributes: attributes ?? '{}',
      roleSid: roleSid ?? account.userRoleSid,
      dateCreated: now,
      dateUpdated: now,
      notificationLevels: new Map(),
    };
    store.users.set(user.sid, user);
    return user;
  };
