import { Kysely, sql, SqliteDialect } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Engine } from './engine.ts';
import { openSqliteFile, type SqliteFileOptions } from './sqlite-file.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { cachingStatements } from './statement-cache.ts';
import type { Tables } from './tables.ts';

/** SQLite runs inside this process, so its clock is ours, and while the file is open nobody else can migrate it. */
export function sqliteEngine({ clock, ...file }: SqliteFileOptions & { readonly clock: Clock }): Engine {
  const database = cachingStatements(openSqliteFile(file));
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return {
    db,
    sequenceType: 'integer',
    isShared: false,
    now: () => sql.val(clock.now().getTime()),
    lockMigrations: () => Promise.resolve(),
    // The WAL keeps old pages until it is written over; truncated, it keeps none (https://sqlite.org/pragma.html#pragma_wal_checkpoint).
    scrub: async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    failure: sqliteFailure,
  };
}
