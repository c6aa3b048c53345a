import { readdirSync, statSync } from 'node:fs';
import { sep } from 'node:path';

const listed = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}${sep}${entry.name}`;
    return entry.isDirectory() ? listed(path) : [path];
  });

/**
 * The paths of all files below a directory, sorted; a missing one has none. Node's own recursive listing asks again for each entry whether
 * it is a folder, which is most of what it takes to make an org.
 */
export const filesBelow = (directory: string): string[] =>
  statSync(directory, { throwIfNoEntry: false })?.isDirectory() ? listed(directory).sort() : [];
