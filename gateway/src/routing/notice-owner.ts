import type { DirectoryUser } from '../directory/directory.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { ownerEntry } from './owner-entry.ts';
import type { OwnerNews } from './owner-news.ts';
import { ownerState } from './owner-state.ts';
import type { Followed } from './reassignments.ts';
import type { FrontlineWorkers } from './routing-facts.ts';

export interface NoticeOwnerDeps {
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly workers: FrontlineWorkers;
  readonly news: Pick<OwnerNews, 'tell'>;
}

/**
 * Sees whether a conversation's record has another owner than the one who decided, or one of whom something changed since they were refused,
 * and has it looked into. Answers whether there is anything to look into.
 */
export function noticeOwner({ inbox, workers, news }: NoticeOwnerDeps) {
  const stateOf = ownerState({ workers });
  return async ({ conversationSid, version, ownership, refused }: Followed, owner: DirectoryUser): Promise<boolean> => {
    const isSame = owner.id === ownership.ownerId;
    // An owner who came back ends a refusal of the one between.
    if (isSame ? refused === undefined : refused !== undefined && refused === (await stateOf(owner))) return false;
    const accepted = await inbox.accept(ownerEntry({ conversationSid, version }));
    if (accepted === 'stored') await news.tell();
    return true;
  };
}
