import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const form = z.object({ packageDirectories: z.array(z.object({ path: z.string() })).min(1) });

/** The package directories of an SFDX project. Throws when there is no sfdx-project.json, or it names none. */
export const readPackageDirectories = (root: string): string[] => {
  const file = join(root, 'sfdx-project.json');
  if (!existsSync(file)) throw new Error(`${root} is no SFDX project: it has no sfdx-project.json`);
  return form.parse(JSON.parse(readFileSync(file, 'utf8'))).packageDirectories.map(({ path }) => join(root, path));
};
