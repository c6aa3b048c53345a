import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Sources = {
  readonly classes: readonly string[];
  readonly triggers: readonly string[];
  readonly labels: readonly string[];
  readonly pages: readonly string[];
};

const filesBelow = (directory: string): string[] => {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** What an engine reads of a package, by file name ending. */
export const findSources = (directories: readonly string[]): Sources => {
  const files = directories.flatMap(filesBelow);
  const ending = (suffix: string): string[] => files.filter((file) => file.endsWith(suffix));
  return { classes: ending('.cls'), triggers: ending('.trigger'), labels: ending('.labels-meta.xml'), pages: ending('.page') };
};
