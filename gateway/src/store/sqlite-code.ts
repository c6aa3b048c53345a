/**
 * SQLite's name for what went wrong (https://sqlite.org/rescode.html), if SQLite threw it. Told by its form, not by its
 * class: the native module keeps the class of whoever loaded it first in the process.
 */
export function sqliteCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' && thrown.code.startsWith('SQLITE_') ? thrown.code : undefined;
}
