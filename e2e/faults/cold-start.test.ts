import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look } from '../journey/look.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

let stack: LocalStack;
beforeEach(async () => {
  stack = await startLocalStack({ env: { RETRY_BASE_MS: '100' } });
});
afterEach(() => stack.close());

const statusOf = async (path: string) => (await fetch(stack.gatewayUrl + path)).status;
const { mara } = DEMO_CUSTOMERS;

describe('a gateway that starts while Salesforce and Twilio are away', () => {
  it('is ready, accepts webhooks, and delivers when they come back', async () => {
    stack.salesforce.org.faults.set({ outage: 'reset' });
    stack.twilio.faults.set({ outage: 'unavailable' });
    const gateway = stack.startGateway();
    await gateway.listening();
    expect(await statusOf('/readyz')).toBe(200);
    await waitUntil('statusz to notice', async () => ((await statusOf('/statusz')) === 503 ? true : undefined));
    const taken = await stack.twilio.phones.text({ from: mara.number, body: 'anybody there?' });
    if (!taken.taken) throw new Error(taken.reason);

    stack.salesforce.org.faults.clear();
    stack.twilio.faults.clear();
    const task = await look(stack).task(taken.messageSid, () => true, 30_000);
    expect(task).toMatchObject({ Description: 'anybody there?', WhoId: look(stack).contact(mara.name).Id });
    await look(stack).joined(DEMO_WORKERS.ana, taken.conversationSid, 30_000);
    expect(look(stack).tasks()).toHaveLength(1);
    await waitUntil('statusz to recover', async () => ((await statusOf('/statusz')) === 200 ? true : undefined));
  }, 60_000);
});
