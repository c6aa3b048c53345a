import type { Kysely } from 'kysely';
import type { ClaimedEntry, LaneClaim } from '../pipeline/work-queue.ts';
import { readTogether } from './read-together.ts';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

const COLUMNS = ['key', 'inbox.lane', 'conversation_sid', 'kind', 'payload', 'attempts', 'faults'] as const;

/** Finds a lane's first ready entry; nothing when that one is put off, whatever waits behind it. */
export function nextEntry({ read, now }: Pick<StoreAccess, 'read' | 'now'>) {
  const firstOf = readTogether({ read, rowsOf: (db, lanes) => dueFirsts(db, lanes, now), keyOf: (row) => row.lane });
  return async (claim: LaneClaim): Promise<ClaimedEntry | undefined> => {
    const row = await firstOf(claim.lane);
    if (row === undefined) return undefined;
    const { key, lane, conversation_sid: conversationSid, kind, payload, attempts, faults } = row;
    return { key, lane, conversationSid, kind, payload, attempts, faults, claim };
  };
}

const dueFirsts = (db: Kysely<Tables>, lanes: readonly string[], now: StoreAccess['now']) =>
  db
    .selectFrom('lane')
    .innerJoin('inbox', (join) =>
      join.on((eb) =>
        eb(
          'inbox.sequence',
          '=',
          eb
            .selectFrom('inbox as waiting')
            .select('waiting.sequence')
            .whereRef('waiting.lane', '=', 'lane.lane')
            .where('waiting.state', '=', READY)
            .orderBy('waiting.sequence')
            .limit(1),
        ),
      ),
    )
    .select(COLUMNS)
    .where('lane.lane', 'in', lanes)
    .where('inbox.run_at', '<=', now())
    .execute();
