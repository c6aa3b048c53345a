import { sql, type Kysely } from 'kysely';
import type { DeadLetter, DeadLetterQueue } from '../operations/dead-letters.ts';
import { readActivity } from './activity-schema.ts';
import { formatDeadLetterId } from './dead-letter-id.ts';
import type { Tables } from './tables.ts';

/** A dead row of either queue. */
export interface DeadRow {
  readonly sequence: number;
  readonly key: string;
  readonly kind: string | null;
  readonly conversation_sid: string;
  readonly task_key: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly payload: string;
  readonly created_at: number;
}

/** The state of dead letters. A literal, so that the planner can use the partial indices. */
export const DEAD = sql.lit('dead' as const);

const KEY = { inbox: 'key', outbox: 'dedupe_key' } as const;

/** Dead rows of one queue, to be narrowed and ordered. Both queues have these columns. */
export function deadRows(db: Kysely<Tables>, queue: DeadLetterQueue) {
  const key = sql.ref<string>(KEY[queue]);
  return db
    .selectFrom(`${queue} as letter` as 'inbox as letter')
    .select(['sequence', 'kind', 'conversation_sid', 'task_key', 'attempts', 'error', 'payload', 'created_at'])
    .select(key.as('key'))
    .where('state', '=', DEAD);
}

/** The row of one dead letter. */
export function deadRow(
  db: Kysely<Tables>,
  { queue, key }: { readonly queue: DeadLetterQueue; readonly key: string },
): Promise<DeadRow | undefined> {
  return deadRows(db, queue).where(sql.ref<string>(KEY[queue]), '=', key).executeTakeFirst();
}

export const deadLetterOf = (queue: DeadLetterQueue, row: DeadRow): DeadLetter => ({
  id: formatDeadLetterId({ queue, key: row.key }),
  queue,
  kind: row.kind ?? readActivity(row.payload)?.kind ?? 'unknown',
  conversationSid: row.conversation_sid,
  ...(row.task_key !== null && { taskKey: row.task_key }),
  attempts: row.attempts,
  reason: row.error ?? 'unknown',
  createdAt: new Date(row.created_at),
});
