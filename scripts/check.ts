// npm run check: what a machine can judge without running the product, the Salesforce package as far as possible without an org.
import { CHECKS, PACKAGE_CHECKS } from './checks.ts';
import { runStep } from './run-step.ts';
import { SKIPPED } from './skipped.ts';

const sayHow = (exitCode: number): string => (exitCode === 0 ? 'ok  ' : exitCode === SKIPPED ? 'skip' : 'FAIL');

for (const check of [...CHECKS, ...PACKAGE_CHECKS]) {
  const { exitCode, seconds } = await runStep(check.command, check.args);
  console.log(`${sayHow(exitCode)} ${check.name} (${seconds.toFixed(1)} s)`);
  if (exitCode !== 0 && exitCode !== SKIPPED) process.exitCode = 1;
}
