import { noticeOwner, type NoticeOwnerDeps } from './notice-owner.ts';
import { ownerIn } from './owner-state.ts';
import type { Reassignments } from './reassignments.ts';
import type { RecordOwners } from './routing-facts.ts';

export interface FollowOwnersDeps extends NoticeOwnerDeps {
  readonly reassignments: Pick<Reassignments, 'followed'>;
  readonly owners: RecordOwners;
}

/** Conversations in one query of Salesforce (docs/decisions: owner changes are found by asking, not by change events). */
const PAGE = 500;

/**
 * One round: asks Salesforce who owns the customers of all open conversations that an owner decided - one request for each 500, none when
 * there are none - and has each change looked into. Answers how many there were. Ends early when the duty is lost.
 */
export function followOwners(deps: FollowOwnersDeps) {
  const notice = noticeOwner(deps);
  return async (isLost: () => boolean): Promise<number> => {
    let changed = 0;
    for (let after: string | undefined; !isLost();) {
      const page = await deps.reassignments.followed({ limit: PAGE, ...(after !== undefined && { after }) });
      if (page.length === 0) break;
      const owners = await deps.owners.of(page.map(({ ownership }) => ownership.recordId));
      for (const followed of page) {
        const owner = ownerIn(followed.ownership, owners.get(followed.ownership.recordId));
        if (owner && (await notice(followed, owner))) changed += 1;
      }
      after = page.at(-1)?.conversationSid;
      if (page.length < PAGE) break;
    }
    return changed;
  };
}
