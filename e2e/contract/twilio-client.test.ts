import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRecorder } from '@frontline/emulators/twilio-openapi';
import { findSpecs } from '@frontline/emulators/twilio-openapi-specs';
import { look } from '../journey/look.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

const specs = findSpecs();
const recorder = createRecorder();
let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ twilio: { onExchange: recorder.onExchange } });
  await stack.startGateway().listening();
});
afterAll(() => stack.close());

const describeWithSpecs = specs ? describe : describe.skip;

describeWithSpecs('what the gateway sends to Twilio, judged by Twilio’s OpenAPI documents', () => {
  it('has nothing that the documents do not know, from a first text to its Task', async () => {
    const { mara } = DEMO_CUSTOMERS;
    const taken = await stack.twilio.phones.text({ from: mara.number, body: 'Hello' });
    if (!taken.taken) throw new Error(taken.reason);
    const conversation = await look(stack).joined(DEMO_WORKERS.ana, taken.conversationSid);
    await waitUntil('the customer participant to be named', () =>
      conversation.participants.some(({ attributes }) => attributes.includes('customer_id')) ? true : undefined,
    );
    await look(stack).task(taken.messageSid);
    const asked = new Set(
      recorder.exchanges.map(({ method, path }) => `${method} ${path.replace(/[A-Z]{2}[0-9a-f]{32}|[^/]+@[^/]+/g, '{}')}`),
    );
    expect([...asked].sort()).toEqual(
      expect.arrayContaining(['POST /v1/Conversations/{}/Participants', 'POST /v1/Conversations/{}/Participants/{}']),
    );
    expect(recorder.problems(specs ?? {})).toEqual([]);
  });
});
