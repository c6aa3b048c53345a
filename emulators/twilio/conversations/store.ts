import type { Conversation } from './conversation.ts';
import type { Binding } from './participant.ts';
import type { User } from './user.ts';

/** Everything that the account holds in Conversations. */
export type Store = {
  conversations: Map<string, Conversation>;
  users: Map<string, User>;
  /** (address, proxy) -> conversation: one open conversation per pair. */
  bindings: Map<string, string>;
  /** identity -> SIDs of the conversations that count against its limit. */
  memberships: Map<string, Set<string>>;
  /** Increasing numbers: the order in which lists are paged. */
  nextSequence: () => number;
};

/** The key of a pair in `bindings`. */
export const bindingKey = ({ address, proxyAddress }: Pick<Binding, 'address' | 'proxyAddress'>): string => `${address} ${proxyAddress}`;

export const createStore = (): Store => {
  let sequence = 0;
  return { conversations: new Map(), users: new Map(), bindings: new Map(), memberships: new Map(), nextSequence: () => ++sequence };
};
