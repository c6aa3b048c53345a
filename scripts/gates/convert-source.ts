import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundlesWithoutScript } from '../org/bundles-without-script.ts';
import { copyPackage } from './copy-package.ts';
import type { Gate, GateResult } from './gate.ts';
import { installPinned } from './install-pinned.ts';
import { runTool } from './run-tool.ts';

const COMPILER = join(import.meta.dirname, '../org/compile-components.ts');
const OUTPUT = 'converted';
const QUIET = { SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true', SF_DISABLE_LOG_FILE: 'true', SF_HIDE_RELEASE_NOTES: 'true' };

/** What a deployment would send, looked at: it must have a manifest, JavaScript for each component, and no TypeScript. */
function faultsOf(output: string): string[] {
  const files = readdirSync(output, { recursive: true, encoding: 'utf8' });
  return [
    ...(files.includes('package.xml') ? [] : ['the conversion wrote no package.xml']),
    ...bundlesWithoutScript(output).map((bundle) => `${bundle}: a component without JavaScript of its own name`),
    ...files.filter((path) => path.endsWith('.ts')).map((path) => `${path}: TypeScript would be deployed`),
  ];
}

/**
 * Compiles the components and has the Salesforce CLI turn the source of the package into what a deployment sends. The CLI converts a
 * component without JavaScript in silence, so the scripts are counted too.
 */
export const convertSource: Gate = async (root): Promise<GateResult> => {
  const sf = join(await installPinned('salesforce-cli'), 'node_modules/@salesforce/cli/bin/run.js');
  const copy = copyPackage(root);
  try {
    const compiled = await runTool(process.execPath, [COMPILER, copy]);
    if (compiled.exitCode !== 0) return { faults: compiled.output.trim().split('\n') };
    const args = [sf, 'project', 'convert', 'source', '--root-dir', 'force-app', '--output-dir', OUTPUT];
    const converted = await runTool(process.execPath, args, { cwd: copy, env: { ...process.env, ...QUIET } });
    return { faults: converted.exitCode === 0 ? faultsOf(join(copy, OUTPUT)) : converted.output.trim().split('\n') };
  } finally {
    rmSync(copy, { recursive: true });
  }
};
