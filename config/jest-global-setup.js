import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const KEEP_TREES = fileURLToPath(new URL('../emulators/apex/parse/keep-trees.ts', import.meta.url));

/**
 * Parses the package's Apex before the tests, in a process of its own: within Jest's sandbox the parser takes ten times as long. A syntax
 * error is for the tests to report.
 */
export default () => void spawnSync(process.execPath, [KEEP_TREES], { stdio: 'ignore' });
