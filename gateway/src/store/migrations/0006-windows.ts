import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** WhatsApp's windows: a table of its own, which a gateway of the version before does not see. */
export async function windows({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('whatsapp_window')
    .addColumn('customer', 'text', (column) => column.notNull())
    .addColumn('business', 'text', (column) => column.notNull())
    .addColumn('heard_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('told_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('whatsapp_window_pair', ['customer', 'business'])
    .execute();
  await schema.createIndex('whatsapp_window_told_at').on('whatsapp_window').column('told_at').execute();
}
