import type { Kysely } from 'kysely';
import type { ClaimedEntry, LaneClaim } from '../pipeline/work-queue.ts';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

const COLUMNS = ['key', 'lane', 'conversation_sid', 'kind', 'payload', 'attempts', 'faults'] as const;

/** The lane's first ready entry; nothing when that one is put off, whatever waits behind it. */
export async function nextEntry(db: Kysely<Tables>, claim: LaneClaim, now: StoreAccess['now']): Promise<ClaimedEntry | undefined> {
  const first = db
    .selectFrom('inbox')
    .select([...COLUMNS, 'run_at'])
    .where('lane', '=', claim.lane)
    .where('state', '=', READY)
    .orderBy('sequence')
    .limit(1);
  const row = await db.selectFrom(first.as('first')).select(COLUMNS).where('run_at', '<=', now()).executeTakeFirst();
  if (row === undefined) return undefined;
  const { key, lane, conversation_sid: conversationSid, kind, payload, attempts, faults } = row;
  return { key, lane, conversationSid, kind, payload, attempts, faults, claim };
}
