// npm run bench [-- NAME ...]: every figure, one JSON line each, one after another so that none disturbs the next. Never passes or fails by time.
import { runStep } from './run-step.ts';

const BENCHES = ['accept', 'store', 'full', 'drain', 'calls', 'events', 'directory', 'idle-day'] as const;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: the benches are ${BENCHES.join(', ')}.`);
  process.exit(2);
}
let failed = 0;
for (const bench of BENCHES.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const { exitCode } = await runStep(process.execPath, [`gateway/bench/${bench}.ts`]);
  if (exitCode !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
