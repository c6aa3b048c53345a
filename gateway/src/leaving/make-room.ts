import type { ConversationsApi } from '../conversations/conversations-api.ts';
import type { Log } from '../log.ts';
import type { ConversationHistory, Membership } from '../reconciliation/conversation-history.ts';

export interface MakeRoomDeps {
  readonly history: Pick<ConversationHistory, 'conversationsOf'>;
  readonly conversations: Pick<ConversationsApi, 'removeParticipant'>;
  readonly log: Log;
}

/** Left at once: room for as many new customers, within the seconds that Frontline waits for a rep. */
const MAX_LEFT = 50;
const AT_ONCE = 10;
/** Two thousand conversations: twice as many as an identity fits in. */
const MAX_PAGES = 40;

/**
 * Lets a worker leave the conversations that were closed first, and never an open one. Answers how many were left; for
 * questions at the same time about one worker that is the same leaving. Rejects when Twilio fails.
 */
export function makeRoom(deps: MakeRoomDeps) {
  const underWay = new Map<string, Promise<number>>();
  const make = leaveOldest(deps);
  return (worker: string): Promise<number> => {
    const present = underWay.get(worker);
    if (present) return present;
    const made = make(worker).finally(() => underWay.delete(worker));
    underWay.set(worker, made);
    return made;
  };
}

function leaveOldest({ history, conversations, log }: MakeRoomDeps) {
  const closedOf = async (worker: string): Promise<readonly Membership[]> => {
    const closed: Membership[] = [];
    let page: string | undefined;
    for (let read = 0; read < MAX_PAGES; read++) {
      const { items, next } = await history.conversationsOf(worker, page);
      closed.push(...items.filter(({ state }) => state === 'closed'));
      if (next === undefined) break;
      page = next;
    }
    return closed.toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime());
  };
  return async (worker: string): Promise<number> => {
    const oldest = (await closedOf(worker)).slice(0, MAX_LEFT);
    for (let first = 0; first < oldest.length; first += AT_ONCE) {
      const some = oldest.slice(first, first + AT_ONCE);
      await Promise.all(
        some.map(({ conversationSid, participantSid }) => conversations.removeParticipant(conversationSid, participantSid)),
      );
    }
    log.warn({ worker, left: oldest.length }, 'worker is in as many conversations as fit; left the oldest closed ones');
    return oldest.length;
  };
}
