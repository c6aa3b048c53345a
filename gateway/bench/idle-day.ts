// How many calls of Salesforce a day costs on which nobody texts, with open conversations. Prints one JSON line.
// Debian's libfaketime lets the clocks of the whole stack run fast; without it there is no figure.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAKETIME_LIBRARY } from '../../e2e/storm/faketime-library.ts';
import { makeCustomers } from '../../e2e/storm/make-customers.ts';
import { look } from '../../e2e/journey/look.ts';
import { startLocalStack } from '../../e2e/stack/local-stack.ts';
import { waitUntil } from '../../e2e/stack/wait-until.ts';
import { withPhoneKeys } from '../../e2e/stack/with-phone-keys.ts';
import { print } from './machine.ts';
import { salesforceCalls } from './salesforce-calls.ts';

/** So many times faster: a time-out of 10 s still lasts 80 ms. */
const SPEED = 120;
const HOURS = 4;
const HOUR_MS = 3_600_000;
const CUSTOMERS = 100;

if (FAKETIME_LIBRARY === undefined) {
  console.log(JSON.stringify({ figure: 'Salesforce calls per idle day', skipped: 'libfaketime is not installed' }));
} else if (process.env.FAKETIME === undefined) {
  const env = { ...process.env, LD_PRELOAD: FAKETIME_LIBRARY, FAKETIME: `+0 x${SPEED}` };
  process.exitCode = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { env, stdio: 'inherit' }).status ?? 1;
} else {
  await measure();
}

async function measure(): Promise<void> {
  // The gateway shares the clock of this process through the library's shared memory.
  const names = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_SHARED'];
  const env = Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const stack = await startLocalStack({ env: { ...env, WORK_POLL_MS: '60000' } });
  try {
    const gateway = stack.startGateway();
    await gateway.listening();
    const customers = makeCustomers(stack.salesforce, CUSTOMERS);
    withPhoneKeys(stack.salesforce);
    for (const [n, from] of customers.entries()) await stack.twilio.phones.text({ from, body: `message ${n}` });
    await waitUntil('the Tasks', () => (look(stack).tasks().length === CUSTOMERS ? true : undefined), HOUR_MS);
    await sleep(HOUR_MS); // receipts are asked for; then nothing is left to do
    const before = await salesforceCalls(stack);
    await sleep(HOURS * HOUR_MS);
    const after = await salesforceCalls(stack);
    const perDay = (calls: number) => Math.round((calls * 24) / HOURS);
    const kinds = Object.entries(after.byKind).map(([kind, count]) => [kind, perDay(count - (before.byKind[kind] ?? 0))]);
    print({
      figure: 'Salesforce calls per idle day',
      ...{ measuredHours: HOURS, clockSpeed: SPEED, openConversations: CUSTOMERS },
      ...{ rest: perDay(after.rest - before.rest), restByKind: Object.fromEntries(kinds) },
      publishRequests: perDay(after.publish - before.publish),
    });
    await gateway.stop();
  } finally {
    await stack.close();
  }
}
