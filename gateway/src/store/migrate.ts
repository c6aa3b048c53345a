import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import { queues } from './migrations/0001-queues.ts';
import { receipts } from './migrations/0002-receipts.ts';
import { routing } from './migrations/0003-routing.ts';
import { customers } from './migrations/0004-customers.ts';
import { consent } from './migrations/0005-consent.ts';
import { windows } from './migrations/0006-windows.ts';
import { firstPublished } from './migrations/0007-first-published.ts';
import { sendAttempts } from './migrations/0008-send-attempts.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** Every step from an empty database to this version, in order. A step that was released is never edited. */
const MIGRATIONS = [
  { name: '0001-queues', up: queues },
  { name: '0002-receipts', up: receipts },
  { name: '0003-routing', up: routing },
  { name: '0004-customers', up: customers },
  { name: '0005-consent', up: consent },
  { name: '0006-windows', up: windows },
  { name: '0007-first-published', up: firstPublished },
  { name: '0008-send-attempts', up: sendAttempts },
];

/**
 * Brings the database to this version, in one transaction under a lock: all of it or nothing. Rejects with `newer` when
 * a later version has been here, because it may keep things that we would not look after.
 */
export async function migrate(engine: Engine): Promise<void> {
  await engine.db.transaction().execute(async (trx) => {
    await engine.lockMigrations(trx);
    const applied = await appliedTo(trx);
    const unknown = applied.filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
    if (unknown.length > 0) throw new StoreError('newer', `The store was written by a later version (it has ${unknown.join(', ')}).`);
    for (const { name, up } of MIGRATIONS.filter((migration) => !applied.includes(migration.name))) {
      await up(trx, engine);
      await trx.insertInto('migration').values({ name, applied_at: engine.now() }).execute();
    }
  });
}

async function appliedTo(trx: Kysely<Tables>): Promise<string[]> {
  await trx.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const rows = await trx.selectFrom('migration').select('name').orderBy('name').execute();
  return rows.map((row) => row.name);
}
