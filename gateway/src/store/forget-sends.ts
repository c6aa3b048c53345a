import type { Kysely } from 'kysely';
import type { SendResult } from '../sending/send-contract.ts';
import { inChunks } from './in-chunks.ts';
import type { Tables } from './tables.ts';

/**
 * Forgets whom messages from Salesforce were for, and refusals, which may quote a number. One that waits is refused for good, also where an attempt
 * is under way that has not posted it yet; which message became of the others stays, so that none is sent again.
 */
export async function forgetSends(trx: Kysely<Tables>, clientKeys: readonly string[]): Promise<void> {
  const rows = await inChunks(clientKeys, (chunk) =>
    trx.selectFrom('send').select(['client_key', 'result']).where('client_key', 'in', chunk).execute(),
  );
  for (const { client_key: clientKey, result } of rows) {
    const isSent = result !== null && (JSON.parse(result) as SendResult).status === 'sent';
    const erased: SendResult = { status: 'refused', clientKey, code: 'rejected', message: 'It was erased before it was sent.' };
    await trx
      .updateTable('send')
      .set({ customer: null, ...(!isSent && { result: JSON.stringify(erased) }) })
      .where('client_key', '=', clientKey)
      .execute();
  }
}
