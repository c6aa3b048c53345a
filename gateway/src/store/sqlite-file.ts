import Database from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sqliteCode } from './sqlite-code.ts';
import { StoreError } from './store-error.ts';

export interface SqliteFileOptions {
  /** Created, for this user alone, when it is not there. */
  readonly dataDir: string;
  /** The most that the database file may take on disk; beyond it writes fail as on a full disk. No bound when absent. */
  readonly maxBytes?: number;
}

/** Says that a file is ours (https://sqlite.org/pragma.html#pragma_application_id): "FRNT". */
const APPLICATION_ID = 0x46_52_4e_54;

/** A quarter of the driver's default: what work goes through again and again is little. */
const CACHE_KIB = 4_000;

/** How long a predecessor that is just going may hold the file. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Opens `frontline.sqlite` for this process alone. Throws a StoreError: `in_use` when another process has it, `unusable`
 * when it is no database, not ours, damaged or not accessible.
 */
export function openSqliteFile({ dataDir, maxBytes }: SqliteFileOptions): Database.Database {
  const path = join(dataDir, 'frontline.sqlite');
  let file: Database.Database | undefined;
  try {
    makePrivate(dataDir, path);
    file = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    takeForOurselves(file);
    if (maxBytes !== undefined) limitSize(file, maxBytes);
    return file;
  } catch (error) {
    file?.close();
    throw asStoreError(error, path);
  }
}

/** Node's own recursive way never ends where a folder that is there has no room for others and says ENOENT, as under /proc. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent);
  mkdirSync(path, { mode: 0o700 });
}

/** SQLite gives the WAL the mode of the database file, so that one must be right before it is opened. */
function makePrivate(dataDir: string, path: string): void {
  makeFolders(dataDir);
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/**
 * The exclusive lock comes before anything is read: with it, WAL needs no shared memory, and the operating system frees it
 * however the process ends (https://sqlite.org/wal.html#noshm). FULL syncs the WAL at each commit: what we acknowledged
 * survives a power cut.
 */
function takeForOurselves(file: Database.Database): void {
  // Counts only before the first table: later purges can give space back (https://sqlite.org/pragma.html#pragma_auto_vacuum).
  file.pragma('auto_vacuum = INCREMENTAL');
  file.pragma('locking_mode = EXCLUSIVE');
  file.pragma('journal_mode = WAL');
  file.exec('begin exclusive; commit');
  file.pragma('synchronous = FULL');
  // A blanked text is overwritten, not merely forgotten (https://sqlite.org/pragma.html#pragma_secure_delete).
  file.pragma('secure_delete = ON');
  // In kibibytes (https://sqlite.org/pragma.html#pragma_cache_size); the operating system keeps the rest of the file in memory as well.
  file.pragma(`cache_size = -${CACHE_KIB}`);
  checkOurs(file);
}

/** Cheap: the header and the list of tables are read, not a million rows. */
function checkOurs(file: Database.Database): void {
  const id = file.pragma('application_id', { simple: true });
  const isEmpty = file.prepare('select 1 from sqlite_schema limit 1').get() === undefined;
  if (id !== APPLICATION_ID && !isEmpty) throw new StoreError('unusable', `${file.name} belongs to another program.`);
  if (isEmpty) file.pragma(`application_id = ${APPLICATION_ID}`);
}

function limitSize(file: Database.Database, maxBytes: number): void {
  const pageSize = Number(file.pragma('page_size', { simple: true }));
  file.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}

function asStoreError(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  if (sqliteCode(error)?.startsWith('SQLITE_BUSY'))
    return new StoreError('in_use', `Another process uses ${path}. One data folder serves one gateway.`, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError('unusable', `Cannot use ${path}: ${reason}.`, { cause: error });
}
