import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * Of a message that Salesforce asked for: when it was about to be posted, which message it became, and whom it goes to. It only adds columns that
 * may be null: a gateway of the version before may go on writing beside this one.
 */
export async function sendAttempts({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('send').addColumn('noted_at', 'bigint').execute();
  await schema.alterTable('send').addColumn('posted', 'text').execute();
  await schema.alterTable('send').addColumn('customer', 'text').execute();
}
