import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look } from '../journey/look.ts';
import { DEMO_CUSTOMERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { postSigned } from '../stack/post-signed.ts';
import { waitUntil } from '../stack/wait-until.ts';

let stack: LocalStack;
beforeEach(async () => {
  stack = await startLocalStack();
});
afterEach(() => stack.close());

const { mara } = DEMO_CUSTOMERS;

/** A conversation with Mara that exists in Twilio, its webhooks not delivered: the test hands them over itself. */
async function conversation() {
  stack.twilio.webhooks.postWebhookUrl = null;
  const taken = await stack.twilio.phones.text({ from: mara.number, body: 'first' });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
}

const messageAdded = ({ conversationSid, messageSid }: { conversationSid: string; messageSid: string }) =>
  postSigned(stack, '/callbacks/twilio-conversations', {
    EventType: 'onMessageAdded',
    AccountSid: stack.twilio.account.accountSid,
    ConversationSid: conversationSid,
    MessageSid: messageSid,
    Index: '0',
    Author: mara.number,
    Body: 'first',
    Source: 'SMS',
    RetryCount: '0',
  });

describe('kill -9', () => {
  it('right after the 200: after a restart the Task appears, once', async () => {
    const gateway = stack.startGateway({ WORK_POLL_MS: '600000', PUBLISH_LINGER_MS: '60000' });
    await gateway.listening();
    const taken = await conversation();
    expect((await messageAdded(taken)).status).toBe(200);
    await gateway.stop('SIGKILL');
    expect(look(stack).tasks()).toEqual([]);

    const next = stack.startGateway();
    await next.listening();
    const task = await look(stack).task(taken.messageSid);
    expect(task).toMatchObject({ Description: 'first', WhoId: look(stack).contact(mara.name).Id });
    expect((await messageAdded(taken)).status).toBe(200);
    const metrics = await waitUntil('the duplicate to be counted', async () => {
      const text = await (await fetch(`${stack.gatewayUrl}/metrics`)).text();
      return text.includes('outcome="duplicate"') ? text : undefined;
    });
    expect(metrics).toMatch(/frontline_queued\{queue="inbox",state="dead"\} 0/);
    expect(look(stack).tasks()).toHaveLength(1);
  });

  it('between publishing and hearing of it: published again, still one Task', async () => {
    const gateway = stack.startGateway();
    await gateway.listening();
    const taken = await conversation();
    let published = 0;
    stack.salesforce.afterPublish = () => {
      published += 1;
      if (published === 1) process.kill(gateway.pid, 'SIGKILL');
    };
    await messageAdded(taken);
    expect(await gateway.exit).toEqual({ code: null, signal: 'SIGKILL' });
    await look(stack).task(taken.messageSid);

    const next = stack.startGateway();
    await next.listening();
    await waitUntil('the second publication to be remembered', async () => {
      const text = await (await fetch(`${stack.gatewayUrl}/metrics`)).text();
      return text.includes('frontline_queued{queue="outbox",state="ready"} 0') && published === 2 ? true : undefined;
    });
    expect(look(stack).tasks()).toHaveLength(1);
  });
});
