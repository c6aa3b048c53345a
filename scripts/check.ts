// npm run check: what a machine can judge without running the product.
import { CHECKS } from './checks.ts';
import { runStep } from './run-step.ts';

for (const check of CHECKS) {
  const { exitCode, seconds } = await runStep(check.command, check.args);
  console.log(`${exitCode === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds.toFixed(1)} s)`);
  if (exitCode !== 0) process.exitCode = 1;
}
