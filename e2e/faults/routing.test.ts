import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look } from '../journey/look.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

let stack: LocalStack;
beforeEach(async () => {
  stack = await startLocalStack({ env: { RETRY_BASE_MS: '300' } });
  await stack.startGateway().listening();
});
afterEach(() => stack.close());

const { mara } = DEMO_CUSTOMERS;

async function firstText() {
  const taken = await stack.twilio.phones.text({ from: mara.number, body: 'first' });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
}

describe('routing under trouble', () => {
  it('that outlasts the callback: 503 in time, and the stored row adds the rep, once', async () => {
    // Longer than the eight seconds that the callback takes at most.
    stack.twilio.settings.initializingMs = 9_500;
    const { conversationSid } = await firstText();
    const conversation = await look(stack).joined(DEMO_WORKERS.ana, conversationSid, 20_000);
    expect(conversation.participants.filter(({ identity }) => identity !== null)).toHaveLength(1);
    expect(stack.twilio.debugger.entries().map(({ code }) => code)).toContain(48010);
  }, 40_000);

  it('a connection cut while a session is at hand is an outage: nothing is lost, however often it is tried', async () => {
    const { faults } = stack.salesforce.org;
    await waitUntil('the gateway to have a session', async () => ((await fetch(`${stack.gatewayUrl}/statusz`)).ok ? true : undefined));
    faults.set({ outage: 'reset' });
    const taken = await firstText();
    const asked = stack.twilio.app(DEMO_WORKERS.ana).customers();
    await expect(asked).rejects.toMatchObject({ status: 502 });
    faults.clear();
    const task = await look(stack).task(taken.messageSid, () => true, 20_000);
    expect(task).toMatchObject({ WhoId: look(stack).contact(mara.name).Id });
    await look(stack).joined(DEMO_WORKERS.ana, taken.conversationSid, 20_000);
  }, 40_000);

  it.each([
    { status: 404, errorCode: 'NOT_FOUND' },
    { status: 400, errorCode: 'MALFORMED_QUERY' },
    { status: 403, errorCode: 'TXN_SECURITY_METERING_ERROR' },
    { status: 503, errorCode: 'SERVER_UNAVAILABLE' },
  ])(
    'a look-up refused with $errorCode is tried again, never taken for an unknown customer',
    async ({ status, errorCode }) => {
      stack.salesforce.org.faults.set({ requestFaults: [{ pathContains: '/query', times: 3, status, errorCode, message: 'injected' }] });
      const taken = await firstText();
      await look(stack).joined(DEMO_WORKERS.ana, taken.conversationSid, 20_000);
      const task = await look(stack).task(taken.messageSid, () => true, 20_000);
      expect(task).toMatchObject({ WhoId: look(stack).contact(mara.name).Id, OwnerId: look(stack).user(DEMO_WORKERS.ana).Id });
    },
    40_000,
  );
});
