import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage } from './copy-package.ts';
import type { Gate } from './gate.ts';
import { hasCommand } from './has-command.ts';
import { installPinned } from './install-pinned.ts';
import { runTool } from './run-tool.ts';

const JARS = 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib';
const EXIT_CLEAN = 0;
const EXIT_ISSUES = 4;

/**
 * Types, methods, fields and labels that Apex names, as apex-ls (BSD-3-Clause, inside the PMD engine) understands them on API 65:
 * no error and no warning is let through. It does not look at fields inside SOQL: `package-faults.ts` does.
 */
export const apexSemantics: Gate = async (root) => {
  if (!hasCommand('java')) return { skipped: 'Apex semantics need Java 11 or later (Debian: default-jre-headless)' };
  const jars = join(await installPinned('code-analyzer'), JARS, '*');
  const copy = copyPackage(root);
  try {
    const options = ['-w', copy, '-d', 'warnings', '-n'];
    const { exitCode, output } = await runTool('java', ['-cp', jars, 'io.github.apexdevtools.apexls.CheckForIssues', ...options]);
    if (exitCode === EXIT_CLEAN) return { faults: [] };
    if (exitCode !== EXIT_ISSUES) throw new Error(`the Apex checker ended with ${exitCode}:\n${output}`);
    return {
      faults: output
        .trim()
        .split('\n')
        .map((line) => line.replace(`${copy}/`, '')),
    };
  } finally {
    rmSync(copy, { recursive: true });
  }
};
