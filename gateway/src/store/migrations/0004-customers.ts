import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Whom a conversation is about. It only adds a column that may be null: a gateway of the version before may go on writing beside this one. */
export async function customers({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('conversation').addColumn('customer_id', 'text').execute();
}
