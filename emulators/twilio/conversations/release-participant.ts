import type { World } from '../world.ts';
import type { Participant } from './participant.ts';
import { bindingKey } from './store.ts';

/** Frees what a participant occupies: the address pair, or one of the identity's 1,000 conversations. */
export const releaseParticipant =
  ({ store }: Pick<World, 'store'>) =>
  ({ binding, identity, conversationSid }: Participant): void => {
    if (binding && store.bindings.get(bindingKey(binding)) === conversationSid) store.bindings.delete(bindingKey(binding));
    if (identity !== null) store.memberships.get(identity)?.delete(conversationSid);
  };
