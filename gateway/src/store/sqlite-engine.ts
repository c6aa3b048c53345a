import { Kysely, sql, SqliteDialect } from 'kysely';
import type { Engine } from './engine.ts';
import { groupCommit } from './group-commit.ts';
import { reclaimPages } from './reclaim-pages.ts';
import { openSqliteFile, type SqliteFileOptions } from './sqlite-file.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { countingTally } from './sqlite-tally.ts';
import { keepTime, lastWritten } from './sqlite-time.ts';
import { cachingStatements } from './statement-cache.ts';
import { storeClock, type StoreClockDeps } from './store-clock.ts';
import type { Tables } from './tables.ts';

/** SQLite runs inside this process, so its clock is ours, and while the file is open nobody else can migrate or write it. */
export function sqliteEngine({ clock, steady, ...options }: SqliteFileOptions & StoreClockDeps): Engine {
  const file = openSqliteFile(options);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: cachingStatements(file) }) });
  const time = storeClock({ clock, steady });
  const tally = countingTally(db);
  const { write, close } = groupCommit({ db, failure: sqliteFailure });
  return {
    db,
    write,
    sequenceType: 'integer',
    isShared: false,
    now: () => sql.val(time.now()),
    lockMigrations: () => Promise.resolve(),
    start: async () => {
      time.notBefore(await lastWritten(db));
      await freeLeases(db);
      await tally.start();
    },
    tally: tally.read,
    bytes: async () => {
      const pages = Number(file.pragma('page_count', { simple: true })) - Number(file.pragma('freelist_count', { simple: true }));
      return Promise.resolve(pages * Number(file.pragma('page_size', { simple: true })));
    },
    reclaim: () => reclaimPages(file, write),
    // The WAL keeps old pages until it is written over; truncated, it keeps none (https://sqlite.org/pragma.html#pragma_wal_checkpoint).
    scrub: async () => {
      await write((trx) => keepTime(trx, time.now()));
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    failure: sqliteFailure,
    close: async () => {
      await close();
      await db.destroy();
    },
  };
}

/** Whoever held them is gone: this process is the only one that has the store. */
async function freeLeases(db: Kysely<Tables>): Promise<void> {
  for (const table of ['lane', 'publish_lane', 'duty'] as const) {
    await db.updateTable(table).set({ owner: null, lease_until: 0 }).where('owner', 'is not', null).execute();
  }
}
