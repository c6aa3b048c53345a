import type { Kysely } from 'kysely';
import type { ErasureSubject } from '../operations/erasure.ts';
import type { Write } from './group-commit.ts';
import type { Tables } from './tables.ts';

/** Forgets the windows of a customer, or of the customer of a conversation, which is still known then. */
export async function forgetWindows(trx: Kysely<Tables>, subject: ErasureSubject): Promise<void> {
  const address =
    'address' in subject
      ? subject.address
      : trx.selectFrom('conversation').select('customer_address').where('conversation_sid', '=', subject.conversationSid);
  await trx.deleteFrom('whatsapp_window').where('customer', '=', address).execute();
}

/** Removes at most so many windows of which nothing was told since: whoever asks for one of them asks Twilio again. */
export const purgeWindows = (limit: number) => (write: Write, before: number) =>
  write(async (trx) => {
    const old = trx.selectFrom('whatsapp_window').select(['customer', 'business']).where('told_at', '<', before).limit(limit);
    const pairs = await old.execute();
    for (const { customer, business } of pairs) {
      await trx
        .deleteFrom('whatsapp_window')
        .where('customer', '=', customer)
        .where('business', '=', business)
        .where('told_at', '<', before)
        .execute();
    }
    return pairs.length;
  });
