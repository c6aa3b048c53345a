/** What Frontline itself keeps of a user; SID and identity are those of the Conversations user. */
export type FrontlineUser = {
  userSid: string;
  identity: string;
  friendlyName: string;
  avatar: string;
  state: 'active' | 'deactivated';
  isAvailable: boolean;
};

/** By identity, compared with case. */
export type FrontlineUsers = Map<string, FrontlineUser>;
