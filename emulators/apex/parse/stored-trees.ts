import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeTree, encodeTree, type StoredTree } from './tree-codec.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const FOLDER = fromRoot('node_modules/.cache/frontline-apex');

/** Trees of another version of the grammar are not found again. */
const grammarVersion = readFileSync(fromRoot('node_modules/@apexdevtools/apex-parser/package.json'), 'utf8');

const fileOf = (kind: string, text: string): string =>
  join(FOLDER, `${createHash('sha256').update(`${grammarVersion}\n${kind}\n${text}`).digest('hex')}.json`);

/** What cannot be read or is not a tree is as good as absent. */
const read = (file: string, text: string): object | undefined => {
  try {
    return decodeTree(JSON.parse(readFileSync(file, 'utf8')) as StoredTree, text);
  } catch {
    return undefined;
  }
};

/** Under another name first, because several processes write. A folder that may not be written to only costs time. */
const write = (file: string, tree: object): void => {
  try {
    mkdirSync(FOLDER, { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(encodeTree(tree)));
    renameSync(draft, file);
  } catch {
    return;
  }
};

/**
 * Keeps trees on disk, by the text that they were parsed from: warming the parser up takes seconds in each process, reading its trees a
 * tenth of that. `parse` may throw; then nothing is kept.
 */
export const storedTree = <T extends object>(kind: string, text: string, parse: () => T): T => {
  const file = fileOf(kind, text);
  const known = read(file, text) as T | undefined;
  if (known) return known;
  const tree = parse();
  write(file, tree);
  return tree;
};
