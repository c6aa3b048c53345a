import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { offerDatabases } from '../gateway/src/store/testing/offer-databases.ts';

const KEEP_TREES = fileURLToPath(new URL('../emulators/apex/parse/keep-trees.ts', import.meta.url));

/**
 * Parses the package's Apex before the tests, in a process of its own: a parser that is not warm takes seconds in each file. A syntax error
 * is for the tests to report. Then stands ready with databases for the files that ask.
 */
export default async () => {
  spawnSync(process.execPath, [KEEP_TREES], { stdio: 'ignore' });
  const databases = await offerDatabases();
  process.env.FRONTLINE_TEST_DATABASES = databases.url;
  globalThis.closeTestDatabases = databases.close;
};
