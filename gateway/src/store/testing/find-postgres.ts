import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';

/** Where Debian puts servers, which are not on the PATH: one folder a version. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder with `initdb` and `postgres`: from the PATH, else the newest of Debian's; undefined when the host has none. */
export function findPostgres(path = env.PATH ?? ''): string | undefined {
  return [...path.split(delimiter), ...debianFolders()].find(
    (folder) => folder !== '' && ['initdb', 'postgres'].every((name) => isProgram(join(folder, name))),
  );
}

function debianFolders(): string[] {
  try {
    const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
