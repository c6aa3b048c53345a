import type { Kysely } from 'kysely';
import { inMs } from './in-ms.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

/** A message of which nothing is known but that it was asked for. */
export const NEW_SEND = { conversation_sid: null, result: null, accepted: 0, noted_at: null, posted: null, customer: null };

interface Noting extends Pick<StoreAccess, 'now'> {
  readonly clientKey: string;
  readonly digest: string;
  readonly conversationSid: string;
  readonly doubtMs: number;
}

/** Notes where a message is about to be posted, unless it has a result, or another attempt did so less than `doubtMs` ago; answers whether it was noted. */
export async function noteSend(trx: Kysely<Tables>, { clientKey, digest, conversationSid, doubtMs, now }: Noting): Promise<boolean> {
  const noted = { conversation_sid: conversationSid, noted_at: now() };
  const row = await trx
    .insertInto('send')
    .values({ ...NEW_SEND, ...noted, client_key: clientKey, digest, told_at: now() })
    .onConflict((oc) =>
      oc
        .column('client_key')
        .doUpdateSet(noted)
        .where('send.result', 'is', null)
        .where((eb) => eb.or([eb('send.noted_at', 'is', null), eb('send.noted_at', '<=', inMs(now(), -doubtMs))])),
    )
    .returning('client_key')
    .executeTakeFirst();
  return row !== undefined;
}
