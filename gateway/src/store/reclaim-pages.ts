import type { Database } from 'better-sqlite3';
import type { Write } from './group-commit.ts';

/** Pages given back in one transaction: some milliseconds. */
const CHUNK = 500;

/** Free pages that stay for what comes next: growing the file again costs more than reusing them. */
const KEPT = 1_000;

/**
 * Gives free pages back to the disk, with room for other writes in between. Nothing happens to a file that was made before
 * `auto_vacuum` was set: only a VACUUM changes that (https://sqlite.org/pragma.html#pragma_auto_vacuum).
 */
export async function reclaimPages(file: Database, write: Write): Promise<void> {
  const free = () => Number(file.pragma('freelist_count', { simple: true }));
  for (let before = free(); before > KEPT; before = free()) {
    await write(() => {
      file.pragma(`incremental_vacuum(${Math.min(CHUNK, before - KEPT)})`);
      return Promise.resolve();
    });
    if (free() >= before) return;
  }
}
