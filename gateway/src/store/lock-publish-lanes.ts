import { sql, type Kysely } from 'kysely';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

export interface LockedLane {
  readonly conversation_sid: string;
  readonly owner: string | null;
  readonly fence: number;
}

/**
 * Locks conversations until the transaction ends, before anything of them is read or changed, so that what is found out
 * about them stays true. Always in one order, whatever is locked: so two transactions never wait for one another.
 */
export async function lockPublishLanes(
  trx: Kysely<Tables>,
  conversations: readonly string[],
  { isShared }: Pick<StoreAccess, 'isShared'>,
): Promise<readonly LockedLane[]> {
  if (conversations.length === 0) return [];
  return trx
    .selectFrom('publish_lane')
    .select(['conversation_sid', 'owner', 'fence'])
    .where('conversation_sid', 'in', conversations)
    .$if(isShared, (query) => query.orderBy(sql`conversation_sid collate "C"`).forUpdate())
    .execute();
}

/**
 * The same for conversations into which something is about to be put; made when they are new. They count as due at once: should
 * their first activity be put off, the next claim finds that out. A fence starts at the time of day, so that a conversation
 * which was purged and comes back never repeats one.
 */
export async function enterPublishLanes(trx: Kysely<Tables>, conversations: readonly string[], now: StoreAccess['now']): Promise<void> {
  const sorted = [...new Set(conversations)].sort();
  await trx
    .insertInto('publish_lane')
    .values(sorted.map((conversationSid) => ({ conversation_sid: conversationSid, due_at: now(), fence: now() })))
    .onConflict((oc) =>
      oc.column('conversation_sid').doUpdateSet((eb) => ({
        due_at: eb
          .case()
          .when('publish_lane.due_at', '<', eb.ref('excluded.due_at'))
          .then(eb.ref('publish_lane.due_at'))
          .else(eb.ref('excluded.due_at'))
          .end(),
      })),
    )
    .execute();
}
