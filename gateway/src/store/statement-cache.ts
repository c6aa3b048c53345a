import type { Database } from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Statements are few, but for lists of varying length. */
const MAX_STATEMENTS = 200;

/** The database as Kysely wants it, keeping prepared statements: preparing costs more than most of them take to run. */
export function cachingStatements(file: Database): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: MAX_STATEMENTS });
  return {
    prepare(text) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const statement = file.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close: () => void file.close(),
  };
}
