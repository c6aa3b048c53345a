import type { StoreAccess } from './store-access.ts';
import type { RecordDecision } from './traces.ts';

/** Decisions looked at in one statement: their index is by conversation, and no other work waits for long meanwhile. */
const PAGE = 5_000;

/** The routing decisions that such a record made, whoever the conversations are about by now: their reasons name it. */
export async function findRecordDecisions(
  read: StoreAccess['read'],
  isOurs: (recordId: string) => boolean,
): Promise<readonly RecordDecision[]> {
  const found: RecordDecision[] = [];
  let after = '';
  for (;;) {
    const page = await read((db) =>
      db
        .selectFrom('routing_decision')
        .select(['conversation_sid as conversationSid', 'record_id as recordId'])
        .$narrowType<{ recordId: string }>()
        .where('record_id', 'is not', null)
        .where('conversation_sid', '>', after)
        .orderBy('conversation_sid')
        .limit(PAGE)
        .execute(),
    );
    found.push(...page.filter(({ recordId }) => isOurs(recordId)));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return found;
    after = last.conversationSid;
  }
}
