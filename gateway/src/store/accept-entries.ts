import type { Expression, InsertObject, Kysely } from 'kysely';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { enterLanes } from './enter-lanes.ts';
import { inMs } from './in-ms.ts';
import { refreshLane } from './refresh-lane.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** An entry on its way into the inbox. */
export interface Arrival {
  readonly entry: InboxEntry;
  /** Not before this many milliseconds from now. */
  readonly holdMs: number;
  /** Why it is a dead letter from the start. */
  readonly deadBecause?: string;
}

export type Accepted = 'stored' | 'duplicate';

type Trx = Kysely<Tables>;

/** Puts entries into the inbox, in order, by one statement for the lanes and one for the entries. Of the same key the first counts. */
export function acceptEntries({ write, now }: Pick<StoreAccess, 'write' | 'now'>) {
  return (arrivals: readonly Arrival[]): Promise<readonly Accepted[]> =>
    write(async (trx) => {
      const due = dueByLane(arrivals, now);
      await enterLanes(trx, due, now);
      const stored = await insert(trx, arrivals, now);
      const answers = arrivals.map(({ entry }): Accepted => (stored.delete(entry.key) ? 'stored' : 'duplicate'));
      // Their lane was told of them before they were known to be old.
      const lanes = arrivals.filter((_, place) => answers[place] === 'duplicate').map(({ entry }) => entry.lane);
      for (const lane of [...new Set(lanes)].sort()) if (due.has(lane)) await refreshLane(trx, lane);
      return answers;
    });
}

/** When the first entry of each lane is due. Dead letters wait for nothing. */
function dueByLane(arrivals: readonly Arrival[], now: StoreAccess['now']): Map<string, Expression<number>> {
  const due = new Map<string, Expression<number>>();
  for (const { entry, holdMs, deadBecause } of arrivals) {
    if (deadBecause === undefined && !due.has(entry.lane)) due.set(entry.lane, inMs(now(), holdMs));
  }
  return due;
}

/** Answers the keys that are new. */
async function insert(trx: Trx, arrivals: readonly Arrival[], now: StoreAccess['now']): Promise<Set<string>> {
  const rows = await trx
    .insertInto('inbox')
    .values(arrivals.map((arrival) => rowOf(arrival, now)))
    .onConflict((oc) => oc.column('key').doNothing())
    .returning('key')
    .execute();
  return new Set(rows.map((row) => row.key));
}

const rowOf = ({ entry, holdMs, deadBecause }: Arrival, now: StoreAccess['now']): InsertObject<Tables, 'inbox'> => ({
  key: entry.key,
  lane: entry.lane,
  conversation_sid: entry.conversationSid,
  kind: entry.kind,
  task_key: entry.taskKey ?? null,
  payload: entry.payload,
  state: deadBecause === undefined ? 'ready' : 'dead',
  error: deadBecause ?? null,
  attempts: 0,
  faults: 0,
  run_at: inMs(now(), holdMs),
  created_at: now(),
});
