// node gateway/bench/idle-day.ts [MINUTES]: how many calls of Salesforce a day costs on which nobody texts, with open conversations, counted over
// some minutes. What happens more rarely (how numbers are looked for is asked once an hour) is not in it. Prints one JSON line.
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCustomers } from '../../e2e/storm/make-customers.ts';
import { look } from '../../e2e/journey/look.ts';
import { startLocalStack } from '../../e2e/stack/local-stack.ts';
import { waitUntil } from '../../e2e/stack/wait-until.ts';
import { withPhoneKeys } from '../../e2e/stack/with-phone-keys.ts';
import { print } from './machine.ts';
import { salesforceCalls } from './salesforce-calls.ts';

const MINUTES = Number(process.argv[2] ?? 5);
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
const CUSTOMERS = 100;
/** Receipts wait for others for twenty seconds; then nothing is left to do. */
const SETTLED_MS = 40_000;

await measure();

async function measure(): Promise<void> {
  const stack = await startLocalStack();
  try {
    const gateway = stack.startGateway();
    await gateway.listening();
    const customers = makeCustomers(stack.salesforce, CUSTOMERS);
    withPhoneKeys(stack.salesforce);
    for (const [n, from] of customers.entries()) await stack.twilio.phones.text({ from, body: `message ${n}` });
    await waitUntil('the Tasks', () => (look(stack).tasks().length === CUSTOMERS ? true : undefined), MINUTE_MS);
    await sleep(SETTLED_MS);
    const before = await salesforceCalls(stack);
    await sleep(MINUTES * MINUTE_MS);
    const after = await salesforceCalls(stack);
    const perDay = (calls: number) => Math.round((calls * MINUTES_A_DAY) / MINUTES);
    const kinds = Object.entries(after.byKind).map(([kind, count]) => [kind, perDay(count - (before.byKind[kind] ?? 0))]);
    print({
      figure: 'Salesforce calls per idle day',
      ...{ measuredMinutes: MINUTES, openConversations: CUSTOMERS },
      ...{ rest: perDay(after.rest - before.rest), restByKind: Object.fromEntries(kinds) },
      publishRequests: perDay(after.publish - before.publish),
    });
    await gateway.stop();
  } finally {
    await stack.close();
  }
}
