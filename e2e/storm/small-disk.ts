import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of its own, so small that a test can fill it. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  /** Unmounts it, whoever still uses it. */
  remove(): void;
}

const PAGE = 4_096;

/** Mounts a file system in memory at `path`. Throws where this user or machine may not mount, which is everybody but root. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' });
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => {
      for (;;) {
        try {
          appendFileSync(filler, Buffer.alloc(PAGE));
        } catch {
          return;
        }
      }
    },
    free: () => rmSync(filler),
    remove: () => execFileSync('umount', ['-l', path], { stdio: 'pipe' }),
  };
}
