import { sql, type Kysely } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';

type Schema = Kysely<Tables>['schema'];
type Columns = Pick<Engine, 'sequenceType'>;

/** Inbox and outbox with their lanes, decisions and facts about conversations. */
export async function queues({ schema }: Kysely<Tables>, columns: Columns): Promise<void> {
  await createInbox(schema, columns);
  await createOutbox(schema, columns);
  await createMemory(schema);
  await createIndices(schema);
}

async function createInbox(schema: Schema, { sequenceType }: Columns): Promise<void> {
  await schema
    .createTable('inbox')
    .addColumn('sequence', sequenceType, (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('conversation_sid', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('faults', 'integer', (column) => column.notNull())
    .addColumn('run_at', 'bigint', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .execute();
  await schema
    .createTable('lane')
    .addColumn('lane', 'text', (column) => column.primaryKey())
    .addColumn('due_at', 'bigint')
    .addColumn('owner', 'text')
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
}

async function createOutbox(schema: Schema, { sequenceType }: Columns): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('sequence', sequenceType, (column) => column.primaryKey())
    .addColumn('dedupe_key', 'text', (column) => column.notNull().unique())
    .addColumn('task_key', 'text', (column) => column.notNull())
    .addColumn('conversation_sid', 'text', (column) => column.notNull())
    .addColumn('message_index', 'bigint', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('run_at', 'bigint', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('replay_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .execute();
  await schema
    .createTable('publish_lane')
    .addColumn('conversation_sid', 'text', (column) => column.primaryKey())
    .addColumn('due_at', 'bigint')
    .execute();
}

async function createMemory(schema: Schema): Promise<void> {
  await schema
    .createTable('routing_decision')
    .addColumn('conversation_sid', 'text', (column) => column.primaryKey())
    .addColumn('worker', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('conversation')
    .addColumn('conversation_sid', 'text', (column) => column.primaryKey())
    .addColumn('customer_address', 'text')
    .addColumn('business_address', 'text')
    .addColumn('customer_participant_sid', 'text')
    .addColumn('worker', 'text')
    .addColumn('learned_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

// Partial indices: a row is only in those of its own state, so a million done rows cost the claims nothing.
async function createIndices(schema: Schema): Promise<void> {
  await index(schema, { table: 'inbox', columns: ['lane', 'sequence'], state: 'ready' });
  await index(schema, { table: 'inbox', columns: ['created_at'], state: 'ready' });
  await index(schema, { table: 'inbox', columns: ['sequence'], state: 'dead' });
  await index(schema, { table: 'inbox', columns: ['done_at'], state: 'done' });
  await index(schema, { table: 'outbox', columns: ['conversation_sid', 'message_index', 'sequence'], state: 'ready' });
  await index(schema, { table: 'outbox', columns: ['created_at'], state: 'ready' });
  await index(schema, { table: 'outbox', columns: ['sequence'], state: 'dead' });
  await index(schema, { table: 'outbox', columns: ['done_at'], state: 'published' });
  await schema.createIndex('conversation_learned_at').on('conversation').column('learned_at').execute();
  await schema.createIndex('routing_decision_decided_at').on('routing_decision').column('decided_at').execute();
  for (const table of ['lane', 'publish_lane']) {
    await schema
      .createIndex(`${table}_due`)
      .on(table)
      .column('due_at')
      .where(sql`due_at`, 'is not', null)
      .execute();
  }
}

async function index(schema: Schema, { table, columns, state }: { table: string; columns: string[]; state: string }): Promise<void> {
  await schema
    .createIndex(`${table}_${state}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .where(sql`state`, '=', sql.lit(state))
    .execute();
}
