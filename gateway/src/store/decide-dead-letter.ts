import type { Kysely } from 'kysely';
import type { NewAuditEntry } from '../operations/audit-log.ts';
import { addTombstones } from './add-tombstones.ts';
import { appendAudit } from './append-audit.ts';
import { blanked } from './blanked.ts';
import { parseDeadLetterId } from './dead-letter-id.ts';
import { DEAD, deadRow, deadLetterOf } from './dead-letter-rows.ts';
import { enterPublishLanes } from './lock-publish-lanes.ts';
import { enterLanes } from './enter-lanes.ts';
import { refreshLane } from './refresh-lane.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Decision = 'replay' | 'discard';
type Trx = Kysely<Tables>;

/** Puts a dead letter back into its queue or gives it up, and writes down who did it; false when there is no such letter. */
export function decideDeadLetter({ write, now }: StoreAccess) {
  return (id: string, decision: Decision, audit: NewAuditEntry): Promise<boolean> => {
    const parsed = parseDeadLetterId(id);
    if (parsed === undefined) return Promise.resolve(false);
    return write(async (trx) => {
      const isOurs =
        parsed.queue === 'inbox'
          ? await decideEntry(trx, parsed.key, { decision, now })
          : await decideActivity(trx, parsed.key, { decision, now });
      if (isOurs) await appendAudit(trx, audit, now);
      return isOurs;
    });
  };
}

interface How {
  readonly decision: Decision;
  readonly now: StoreAccess['now'];
}

async function decideEntry(trx: Trx, key: string, { decision, now }: How): Promise<boolean> {
  const known = await trx
    .selectFrom('inbox')
    .select(['lane', 'task_key'])
    .where('key', '=', key)
    .where('state', '=', DEAD)
    .executeTakeFirst();
  if (known === undefined) return false;
  await enterLanes(trx, new Map([[known.lane, null]]), now);
  const again = { state: 'ready', attempts: 0, faults: 0, run_at: now(), error: null } as const;
  const { numUpdatedRows } = await trx
    .updateTable('inbox')
    .set(decision === 'replay' ? again : blanked(now))
    .where('key', '=', key)
    .where('state', '=', DEAD)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (decision === 'replay') await refreshLane(trx, known.lane);
  else if (known.task_key !== null) await addTombstones(trx, { keys: [known.task_key], reason: 'discarded' }, now);
  return true;
}

async function decideActivity(trx: Trx, dedupeKey: string, { decision, now }: How): Promise<boolean> {
  const row = await deadRow(trx, { queue: 'outbox', key: dedupeKey });
  if (row === undefined) return false;
  await enterPublishLanes(trx, [row.conversation_sid], now);
  const again = {
    state: 'ready',
    attempts: 0,
    republished: 0,
    first_published_at: null,
    run_at: now(),
    look_at: null,
    error: null,
  } as const;
  const { numUpdatedRows } = await trx
    .updateTable('outbox')
    .set(decision === 'replay' ? again : blanked(now))
    .where('dedupe_key', '=', dedupeKey)
    .where('state', '=', DEAD)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const { kind, taskKey } = deadLetterOf('outbox', row);
  if (decision === 'replay') await refreshPublishLanes(trx, [row.conversation_sid]);
  else if (kind === 'message' && taskKey !== undefined) await addTombstones(trx, { keys: [taskKey], reason: 'discarded' }, now);
  return true;
}
