import { sql, type Expression, type Kysely } from 'kysely';
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
  const rows = isShared ? await inOneQuery(trx, wanted, now) : await oneByOne(trx, wanted, now);
  const byConversation = Map.groupBy(rows, (row) => row.conversation_sid);
  return wanted.conversations.flatMap((conversation) => untilPutOff(byConversation.get(conversation) ?? []));
}

type Row = BatchRow & { readonly is_due: number };

function untilPutOff(rows: readonly Row[]): readonly Row[] {
  const putOff = rows.findIndex((row) => row.is_due === 0);
  return putOff < 0 ? rows : rows.slice(0, putOff);
}

// An index gives the rows of one conversation in order; inside this process, asking two hundred times costs no round trip.
async function oneByOne(trx: Kysely<Tables>, { conversations, share }: Wanted, now: StoreAccess['now']): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const conversation of conversations) rows.push(...(await firstOf(trx, conversation, now).limit(share).execute()));
  return rows;
}

async function inOneQuery(trx: Kysely<Tables>, { conversations, share }: Wanted, now: StoreAccess['now']): Promise<readonly Row[]> {
  const each = firstOf(trx, sql.ref<string>('publish_lane.conversation_sid'), now).limit(share).as('first');
  return trx
    .selectFrom('publish_lane')
    .innerJoinLateral(each, (join) => join.onTrue())
    .select(['first.conversation_sid', 'first.dedupe_key', 'first.payload', 'first.attempts', 'first.is_due'])
    .where('publish_lane.conversation_sid', 'in', conversations)
    .orderBy('first.message_index')
    .orderBy('first.sequence')
    .execute();
}

const firstOf = (trx: Kysely<Tables>, conversation: string | Expression<string>, now: StoreAccess['now']) =>
  trx
    .selectFrom('outbox')
    .select(['outbox.conversation_sid', 'dedupe_key', 'payload', 'attempts', 'message_index', 'sequence'])
    .select((eb) => eb.case().when('run_at', '<=', now()).then(sql.lit(1)).else(sql.lit(0)).end().as('is_due'))
    .where('outbox.conversation_sid', '=', conversation)
    .where('state', '=', READY)
    .orderBy('message_index')
    .orderBy('sequence');
