import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Customers' words about consent, and what became of messages that Salesforce asked for. It only adds tables. */
export async function consent({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('consent_word')
    .addColumn('customer', 'text', (column) => column.notNull())
    .addColumn('business', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('said_at', 'bigint', (column) => column.notNull())
    .addColumn('message_index', 'bigint', (column) => column.notNull())
    .addColumn('written', 'integer', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('told_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_word_pair', ['customer', 'business'])
    .execute();
  await schema
    .createTable('send')
    .addColumn('client_key', 'text', (column) => column.primaryKey())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('conversation_sid', 'text')
    .addColumn('result', 'text')
    .addColumn('accepted', 'integer', (column) => column.notNull())
    .addColumn('told_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('consent_word_told_at').on('consent_word').column('told_at').execute();
  await schema.createIndex('send_told_at').on('send').column('told_at').execute();
}
