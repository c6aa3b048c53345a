import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Gate } from './gate.ts';
import { hasCommand } from './has-command.ts';
import { runTool } from './run-tool.ts';

/** Kept beside the repository, not in it: the schema is Salesforce's and two megabytes long. */
const CHECKER = join(import.meta.dirname, '../../../shared/tools/check-metadata');

/** Every metadata file follows the schema of the Metadata API: elements, their order, types, values of enumerations. */
export const metadataSchema: Gate = async (root) => {
  if (!existsSync(CHECKER)) return { skipped: 'the metadata schema is not beside this repository' };
  if (!hasCommand('xmllint')) return { skipped: 'the metadata schema needs xmllint (Debian: libxml2-utils)' };
  const faults: string[] = [];
  for (const folder of ['force-app', 'config/org']) {
    const { exitCode, output } = await runTool(CHECKER, [join(root, folder)]);
    if (exitCode !== 0) faults.push(...output.trim().split('\n'));
  }
  return { faults };
};
