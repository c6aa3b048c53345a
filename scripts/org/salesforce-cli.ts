import { join } from 'node:path';
import { hasCommand } from '../gates/has-command.ts';
import { installPinned } from '../gates/install-pinned.ts';

/** The words that start the Salesforce CLI: the host's, because that one is logged in to the orgs; else the pinned one. */
export async function salesforceCli(): Promise<readonly [string, ...string[]]> {
  if (hasCommand('sf')) return ['sf'];
  return [process.execPath, join(await installPinned('salesforce-cli'), 'node_modules/@salesforce/cli/bin/run.js')];
}
