import { sql, type Kysely } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';

type Schema = Kysely<Tables>['schema'];
type Columns = Pick<Engine, 'sequenceType'>;

/**
 * Receipts, claims of conversations by publishers, duties, states of conversations, tombstones, audit. It only adds, and whatever it adds to a table
 * has a default: a gateway of the version before may go on writing beside this one.
 */
export async function receipts(db: Kysely<Tables>, columns: Columns): Promise<void> {
  const { schema } = db;
  await extendQueues(schema);
  // The first version asked for no receipts: what it had published was over.
  await db.updateTable('outbox').set({ state: 'done' }).where('state', '=', sql.lit('published')).execute();
  await createShared(schema);
  await createStates(schema);
  await createRecords(schema, columns);
  await createIndices(schema);
}

async function extendQueues(schema: Schema): Promise<void> {
  await schema.alterTable('inbox').addColumn('task_key', 'text').execute();
  await schema.alterTable('outbox').addColumn('kind', 'text').execute();
  await schema.alterTable('outbox').addColumn('published_at', 'bigint').execute();
  await schema.alterTable('outbox').addColumn('look_at', 'bigint').execute();
  await schema
    .alterTable('outbox')
    .addColumn('republished', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('outbox').addColumn('fate', 'text').execute();
  await schema.alterTable('publish_lane').addColumn('owner', 'text').execute();
  for (const name of ['fence', 'lease_until']) {
    await schema
      .alterTable('publish_lane')
      .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  }
}

/** What gateways on one database agree on. */
async function createShared(schema: Schema): Promise<void> {
  await schema
    .createTable('duty')
    .addColumn('duty', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text')
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('checkpoint')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

/** Which conversations are over: kept until their workers have left them. */
async function createStates(schema: Schema): Promise<void> {
  await schema
    .createTable('conversation_state')
    .addColumn('conversation_sid', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
}

/** What outlives retention. */
async function createRecords(schema: Schema, { sequenceType }: Columns): Promise<void> {
  await schema
    .createTable('tombstone')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('audit')
    .addColumn('sequence', sequenceType, (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .execute();
}

async function createIndices(schema: Schema): Promise<void> {
  await schema.createIndex('inbox_conversation_sid').on('inbox').column('conversation_sid').execute();
  await schema.createIndex('outbox_task_key').on('outbox').column('task_key').execute();
  await schema.createIndex('conversation_state_changed_at').on('conversation_state').columns(['state', 'changed_at']).execute();
  await index(schema, { table: 'outbox', columns: ['look_at'], state: 'published' });
  await index(schema, { table: 'outbox', columns: ['published_at'], state: 'published' });
  await index(schema, { table: 'outbox', columns: ['done_at'], state: 'done' });
  await index(schema, { table: 'inbox', columns: ['created_at', 'sequence'], state: 'dead' });
  await index(schema, { table: 'outbox', columns: ['created_at', 'sequence'], state: 'dead' });
}

async function index(schema: Schema, { table, columns, state }: { table: string; columns: string[]; state: string }): Promise<void> {
  await schema
    .createIndex(`${table}_${state}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .where(sql`state`, '=', sql.lit(state))
    .execute();
}
