import type { Kysely } from 'kysely';
import { sendResult, type SendResult } from '../sending/send-contract.ts';
import type { SettledSend } from '../sending/send-results.ts';
import type { Tables } from './tables.ts';

/** Writes down what came of a message whose row is there, unless that is known; answers the result that stands. */
export async function settleSend(trx: Kysely<Tables>, clientKey: string, { result, posted }: SettledSend) {
  const row = await trx
    .updateTable('send')
    .set((eb) => ({
      // Whichever was there stays; the row is locked by this, so that the answer is the one that stands.
      posted: eb
        .case()
        .when('result', 'is', null)
        .then(posted ? JSON.stringify(posted) : null)
        .else(eb.ref('posted'))
        .end(),
      result: eb.fn.coalesce('result', eb.val(JSON.stringify(result))),
    }))
    .where('client_key', '=', clientKey)
    .returning(['result', 'accepted'])
    .executeTakeFirst();
  const standing: SendResult = row?.result ? sendResult.parse(JSON.parse(row.result)) : result;
  return { result: standing, wasAccepted: row?.accepted === 1 };
}
