import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlesWithoutScript } from '../org/bundles-without-script.ts';
import type { Gate } from './gate.ts';
import { installPinned } from './install-pinned.ts';
import { runTool } from './run-tool.ts';

const QUIET = { SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true', SF_DISABLE_LOG_FILE: 'true', SF_HIDE_RELEASE_NOTES: 'true' };

/**
 * The Salesforce CLI turns the source of the package into what a deployment sends. It converts a bundle without JavaScript in silence,
 * so the scripts are counted too.
 */
export const convertSource: Gate = async (root) => {
  const sf = join(await installPinned('salesforce-cli'), 'node_modules/@salesforce/cli/bin/run.js');
  const output = mkdtempSync(join(tmpdir(), 'frontline-mdapi-'));
  try {
    const args = [sf, 'project', 'convert', 'source', '--root-dir', 'force-app', '--output-dir', output];
    const run = await runTool(process.execPath, args, { cwd: root, env: { ...process.env, ...QUIET } });
    if (run.exitCode !== 0) return { faults: run.output.trim().split('\n') };
    const isEmpty = !readdirSync(output).includes('package.xml');
    const bundles = bundlesWithoutScript(output).map((bundle) => `${bundle}: a component without JavaScript; compile it first`);
    return { faults: isEmpty ? ['the conversion wrote no package.xml'] : bundles };
  } finally {
    rmSync(output, { recursive: true });
  }
};
