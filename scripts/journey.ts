// npm run journey [-- --json] [--hostile]: drives the whole way of a message against a fresh local stack; with an org that makes trouble.
import { runJourney } from '../e2e/journey/run-journey.ts';

const json = process.argv.includes('--json');
const start = performance.now();
const results = await runJourney({
  isHostile: process.argv.includes('--hostile'),
  tell: ({ name, ok, ms, detail }) => {
    if (!json) console.log(`${ok ? 'ok  ' : 'FAIL'} ${String(ms).padStart(6)} ms  ${name}\n                ${detail}`);
  },
});
const failed = results.filter(({ ok }) => !ok).length;
const seconds = (performance.now() - start) / 1000;
if (json) console.log(JSON.stringify({ ok: failed === 0, seconds: Number(seconds.toFixed(1)), steps: results }, undefined, 2));
else console.log(`\n${results.length - failed} steps passed, ${failed} failed, in ${seconds.toFixed(1)} s`);
process.exitCode = failed === 0 ? 0 : 1;
