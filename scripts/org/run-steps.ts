import { spawn } from 'node:child_process';
import { salesforceCli } from './salesforce-cli.ts';
import type { Step } from './step.ts';

async function run({ command, args, env = {} }: Step): Promise<number> {
  const [program, ...first] = command === 'sf' ? await salesforceCli() : [process.execPath];
  const child = spawn(program, [...first, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a plan step by step, each announced by its name, and stops at the first that fails.
 * @returns 0, or the exit code of the step that failed
 */
export async function runSteps(steps: readonly Step[]): Promise<number> {
  for (const [index, step] of steps.entries()) {
    console.log(`\n[${index + 1}/${steps.length}] ${step.name}`);
    const exitCode = await run(step);
    if (exitCode === 0) continue;
    console.error(`\nStopped: "${step.name}" failed (${exitCode}). Nothing after it was run.`);
    return exitCode;
  }
  console.log('\nDone.');
  return 0;
}
