import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { READY } from './ready.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

export interface BatchRow {
  readonly conversation_sid: string;
  readonly dedupe_key: string;
  readonly payload: string;
  readonly attempts: number;
}

interface Wanted {
  readonly conversations: readonly string[];
  /** The most rows of one conversation. */
  readonly share: number;
}

/**
 * The first rows of each conversation, up to the first that is put off: what is behind it would overtake it. They come
 * conversation by conversation as asked for, so that a long one cannot crowd the others out.
 */
export async function batchRows(
  trx: Kysely<Tables>,
  wanted: Wanted,
  { now, isShared }: Pick<StoreAccess, 'now' | 'isShared'>,
): Promise<readonly BatchRow[]> {
  const rows = isShared ? await onServer(trx, wanted, now) : await inProcess(trx, wanted, now);
  const byConversation = Map.groupBy(rows, (row) => row.conversation_sid);
  return wanted.conversations.flatMap((conversation) => untilPutOff(byConversation.get(conversation) ?? []));
}

type Row = BatchRow & { readonly is_due: number };

function untilPutOff(rows: readonly Row[]): readonly Row[] {
  const putOff = rows.findIndex((row) => row.is_due === 0);
  return putOff < 0 ? rows : rows.slice(0, putOff);
}

const COLUMNS = ['outbox.conversation_sid', 'outbox.dedupe_key', 'outbox.payload', 'outbox.attempts'] as const;

const isDue = (now: StoreAccess['now']) => (eb: ExpressionBuilder<Tables, 'outbox'>) =>
  eb.case().when('outbox.run_at', '<=', now()).then(sql.lit(1)).else(sql.lit(0)).end().as('is_due');

/** An index gives each conversation's rows in order. SQLite has no LATERAL; it finds the few first ones and then those rows. */
async function inProcess(trx: Kysely<Tables>, { conversations, share }: Wanted, now: StoreAccess['now']): Promise<readonly Row[]> {
  const firstSequences = (eb: ExpressionBuilder<Tables, 'publish_lane'>) =>
    eb
      .selectFrom('outbox as waiting')
      .select('waiting.sequence')
      .whereRef('waiting.conversation_sid', '=', 'publish_lane.conversation_sid')
      .where('waiting.state', '=', READY)
      .orderBy('waiting.message_index')
      .orderBy('waiting.sequence')
      .limit(share);
  return trx
    .selectFrom('publish_lane')
    .innerJoin('outbox', (join) => join.on((eb) => eb('outbox.sequence', 'in', firstSequences(eb))))
    .select([...COLUMNS, isDue(now)])
    .where('publish_lane.conversation_sid', 'in', conversations)
    .orderBy('outbox.message_index')
    .orderBy('outbox.sequence')
    .execute();
}

/** PostgreSQL would test every row for every conversation that way. */
async function onServer(trx: Kysely<Tables>, { conversations, share }: Wanted, now: StoreAccess['now']): Promise<readonly Row[]> {
  const first = trx
    .selectFrom('outbox')
    .select([...COLUMNS, 'outbox.message_index', 'outbox.sequence', isDue(now)])
    .where('outbox.conversation_sid', '=', sql.ref<string>('publish_lane.conversation_sid'))
    .where('state', '=', READY)
    .orderBy('message_index')
    .orderBy('sequence')
    .limit(share);
  return trx
    .selectFrom('publish_lane')
    .innerJoinLateral(first.as('first'), (join) => join.onTrue())
    .select(['first.conversation_sid', 'first.dedupe_key', 'first.payload', 'first.attempts', 'first.is_due'])
    .where('publish_lane.conversation_sid', 'in', conversations)
    .orderBy('first.message_index')
    .orderBy('first.sequence')
    .execute();
}
