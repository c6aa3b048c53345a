import type { Kysely } from 'kysely';
import type { ErasureSubject } from '../operations/erasure.ts';
import type { Write } from './group-commit.ts';
import type { Tables } from './tables.ts';

/** Forgets the words of a customer that the org has. One that it has not yet is kept until then: an erasure must not undo an opt-out. */
export async function forgetConsentWords(trx: Kysely<Tables>, subject: ErasureSubject): Promise<void> {
  const address =
    'address' in subject
      ? subject.address
      : trx.selectFrom('conversation').select('customer_address').where('conversation_sid', '=', subject.conversationSid);
  await trx.deleteFrom('consent_word').where('customer', '=', address).where('written', '=', 1).execute();
}

/** Removes at most so many words that the org has had for long: it is what counts. */
export const purgeConsentWords = (limit: number) => (write: Write, before: number) =>
  write(async (trx) => {
    const written = trx.selectFrom('consent_word').select(['customer', 'business']).where('written', '=', 1);
    const pairs = await written.where('told_at', '<', before).limit(limit).execute();
    for (const { customer, business } of pairs) {
      const one = trx.deleteFrom('consent_word').where('customer', '=', customer).where('business', '=', business);
      await one.where('written', '=', 1).where('told_at', '<', before).execute();
    }
    return pairs.length;
  });
