import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * When an activity was published for the first time. It only adds a column that may be null: a gateway of the version before may go on writing
 * beside this one.
 */
export async function firstPublished({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('outbox').addColumn('first_published_at', 'bigint').execute();
}
