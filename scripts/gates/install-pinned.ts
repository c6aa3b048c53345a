import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';

const scripts = join(import.meta.dirname, '..');

/**
 * Installs a folder of tools that have their own lock file, when they are missing or the lock file has changed since: they are too large
 * for everybody's installation. As in `ensure-installed.mjs`: the lock file rules, nothing is saved, no install script runs.
 * @param folder below scripts/: `code-analyzer`, `salesforce-cli`
 * @returns the path of the folder
 */
export async function installPinned(folder: string): Promise<string> {
  const path = join(scripts, folder);
  const lock = readFileSync(join(path, 'package-lock.json'), 'utf8');
  const mark = join(path, 'node_modules', '.installed-lock.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return path;
  console.error(`Installing scripts/${folder} (once, about 300 MB) ...`);
  const { exitCode, output } = await runTool(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: path },
  );
  if (exitCode !== 0) throw new Error(`installing scripts/${folder} failed:\n${output}`);
  // Written last, so that an interrupted installation is repeated.
  writeFileSync(mark, lock);
  return path;
}
