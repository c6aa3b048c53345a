// npm run check: what a machine can judge without running the product, the Salesforce package as far as possible without an org.
import { CHECKS, PACKAGE_CHECKS, type Check } from './checks.ts';
import { runStep } from './run-step.ts';
import { SKIPPED } from './skipped.ts';

const sayHow = (exitCode: number): string => (exitCode === 0 ? 'ok  ' : exitCode === SKIPPED ? 'skip' : 'FAIL');

async function runInTurn(checks: readonly Check[]): Promise<void> {
  for (const { name, command, args } of checks) {
    const { exitCode, seconds } = await runStep(command, args);
    console.log(`${sayHow(exitCode)} ${name} (${seconds.toFixed(1)} s)`);
    if (exitCode !== 0 && exitCode !== SKIPPED) process.exitCode = 1;
  }
}

// Side by side, for machines with two processors: half of the time goes into ESLint, the other into the Code Analyzer.
await Promise.all([runInTurn(CHECKS), runInTurn(PACKAGE_CHECKS)]);
