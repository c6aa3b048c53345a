// How many calls of Salesforce 1,000 messages cost at 50 messages a second. Prints one JSON line.
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCustomers } from '../../e2e/storm/make-customers.ts';
import { look } from '../../e2e/journey/look.ts';
import { startLocalStack } from '../../e2e/stack/local-stack.ts';
import { waitUntil } from '../../e2e/stack/wait-until.ts';
import { withPhoneKeys } from '../../e2e/stack/with-phone-keys.ts';
import { print } from './machine.ts';
import { salesforceCalls } from './salesforce-calls.ts';

const CUSTOMERS = 100;
const PER_SECOND = 50;
const MESSAGES = 3_000;
const LIMIT_MS = 180_000;

const stack = await startLocalStack();
try {
  const customers = makeCustomers(stack.salesforce, CUSTOMERS);
  withPhoneKeys(stack.salesforce);
  const gateway = stack.startGateway();
  await gateway.listening();
  const text = (n: number) => stack.twilio.phones.text({ from: customers[n % customers.length] ?? '', body: `message ${n}` });
  const seen = look(stack);
  const haveTasks = (count: number) => waitUntil(`${count} Tasks`, () => (seen.tasks().length >= count ? true : undefined), LIMIT_MS);
  // Each conversation is open before the count begins: what opening costs is no matter of steady load.
  for (let n = 0; n < CUSTOMERS; n += 1) await text(n);
  await haveTasks(CUSTOMERS);

  const before = await salesforceCalls(stack);
  const start = performance.now();
  for (let n = 0; n < MESSAGES; n += 1) {
    const due = start + (n * 1_000) / PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    await text(n);
  }
  await haveTasks(CUSTOMERS + MESSAGES);
  await waitUntil('every receipt', async () => ((await unconfirmed()) === 0 ? true : undefined), LIMIT_MS);
  const after = await salesforceCalls(stack);
  const perThousand = (calls: number) => Math.round((calls * 10_000) / MESSAGES) / 10;
  const kinds = Object.entries(after.byKind).map(([kind, count]) => [kind, perThousand(count - (before.byKind[kind] ?? 0))]);
  print({
    figure: 'Salesforce calls per 1,000 messages',
    messagesPerSecond: PER_SECOND,
    customers: CUSTOMERS,
    messages: MESSAGES,
    rest: perThousand(after.rest - before.rest),
    restByKind: Object.fromEntries(kinds),
    publishRequests: perThousand(after.publish - before.publish),
  });
  await gateway.stop();
} finally {
  await stack.close();
}

/** Activities that still wait to be published or confirmed. */
async function unconfirmed(): Promise<number> {
  const metrics = await (await fetch(`${stack.gatewayUrl}/metrics`)).text();
  const waiting = [...metrics.matchAll(/^frontline_queued\{queue="(?:inbox|outbox)",state="(?:ready|published)"\} (\d+)$/gm)];
  return waiting.reduce((sum, [, count]) => sum + Number(count), 0);
}
