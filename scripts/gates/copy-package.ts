import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATHS = ['sfdx-project.json', '.forceignore', 'force-app', 'config/org'];

/** A copy of the SFDX project alone, for tools that read, or write into, all that is below it; the caller removes it. */
export function copyPackage(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'frontline-package-'));
  for (const path of PATHS) cpSync(join(root, path), join(copy, path), { recursive: true });
  return copy;
}
