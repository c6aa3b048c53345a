import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = ['frontline.sqlite', 'frontline.sqlite-wal'];

/** Keys in the inbox of a gateway that is dead; read from a copy, because to open a database is to change its log. */
export function keysInStore(dataDir: string): ReadonlySet<string> {
  const copy = mkdtempSync(join(tmpdir(), 'frontline-keys-'));
  try {
    for (const file of FILES.filter((name) => existsSync(join(dataDir, name)))) copyFileSync(join(dataDir, file), join(copy, file));
    const database = new Database(join(copy, 'frontline.sqlite'));
    const rows = database.prepare<[], { key: string }>('select key from inbox').all();
    database.close();
    return new Set(rows.map(({ key }) => key));
  } finally {
    rmSync(copy, { recursive: true });
  }
}
