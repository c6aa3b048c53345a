// Runs on whatever Node the host has, before every command: installs the dependencies when they are missing or out of date.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether what npm says it installed is what the lock file asks for. Optional packages depend on the machine. */
function isCurrent() {
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(installed) || !existsSync('node_modules/node/bin/node')) return false;
  const present = packagesOf(installed);
  return Object.entries(packagesOf('package-lock.json'))
    .filter(([path, { link, optional, devOptional }]) => path.includes('node_modules/') && !link && !optional && !devOptional)
    .every(([path, { version }]) => present[path]?.version === version);
}

const npm = (...args) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });

if (!isCurrent()) {
  console.error('Installing dependencies (once) ...');
  // Not `npm ci`: it refuses a lock file that lacks the optional binaries of other platforms, which not every registry has. Without
  // saving, the lock file rules the versions just the same and stays as it is. And no scripts but the one that brings the runtime:
  // from a lock file npm would compile better-sqlite3, whose binaries are in its package.
  npm('install', '--no-save', '--ignore-scripts');
  npm('rebuild', 'node');
}
