import { sql, type Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * Decisions that follow an owner, turns of groups, who answered last. It only adds, and whatever it adds to a table may be null or has a
 * default: a gateway of the version before may go on writing beside this one.
 */
export async function routing({ schema }: Kysely<Tables>): Promise<void> {
  for (const name of ['rule', 'record_id', 'owner_of', 'owner_id', 'leaving', 'refused']) {
    await schema.alterTable('routing_decision').addColumn(name, 'text').execute();
  }
  await schema
    .alterTable('routing_decision')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await schema.alterTable('conversation').addColumn('answered_by', 'text').execute();
  await schema.alterTable('conversation').addColumn('answered_at', 'bigint').execute();
  await schema
    .createTable('routing_ring')
    .addColumn('ring', 'text', (column) => column.primaryKey())
    .addColumn('turns', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('routing_turn')
    .addColumn('ring', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('turn', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('routing_turn_key', ['ring', 'member'])
    .execute();
  await schema
    .createIndex('routing_decision_followed')
    .on('routing_decision')
    .column('conversation_sid')
    .where(sql`record_id`, 'is not', null)
    .execute();
  await schema.createIndex('conversation_customer_address').on('conversation').column('customer_address').execute();
}
