import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack();
});
afterAll(() => stack.close());

describe('signals', () => {
  it('a terminal’s SIGINT followed by a supervisor’s SIGTERM: one orderly stop', async () => {
    const gateway = stack.startGateway();
    await gateway.listening();
    process.kill(gateway.pid, 'SIGINT');
    process.kill(gateway.pid, 'SIGTERM');
    expect(await gateway.exit).toEqual({ code: 0, signal: null });
    expect(gateway.lines.filter(({ msg }) => msg === 'draining')).toHaveLength(1);
  });

  it('a callback under way is answered before the process ends', async () => {
    const gateway = stack.startGateway();
    await gateway.listening();
    await waitForRequests(stack);
    await fetch(`${stack.salesforce.url}/__emulator/requests`, { method: 'DELETE' });
    stack.salesforce.org.faults.set({ latencyMs: 400 });
    const answer = stack.twilio.app('ana@northwind.example').customers();
    // The request has reached the org once it is counted there; only then does the signal come.
    await waitForRequests(stack);
    const exit = gateway.stop('SIGTERM');
    expect(JSON.stringify(await answer)).toContain('display_name');
    expect((await exit).code).toBe(0);
  });
});

async function waitForRequests({ salesforce }: LocalStack): Promise<void> {
  await waitUntil('a request in the org', async () => {
    const counts = await (await fetch(`${salesforce.url}/__emulator/requests`)).text();
    return counts === '{}' ? undefined : true;
  });
}
