import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look } from '../journey/look.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { postSigned } from '../stack/post-signed.ts';
import { waitUntil } from '../stack/wait-until.ts';

const MINUTE = 60_000;
const { mara } = DEMO_CUSTOMERS;

// Twilio's clock is a minute behind: what happens is old enough to be told apart from what is still being told.
const clock = {
  now: () => Date.now() - MINUTE,
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

let stack: LocalStack;
beforeEach(async () => {
  stack = await startLocalStack({ twilio: { clock }, env: { RECONCILE_INTERVAL_MS: '1000', RECONCILE_PER_SECOND: '50' } });
});
afterEach(() => stack.close());

const text = async (body: string) => {
  const taken = await stack.twilio.phones.text({ from: mara.number, body });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
};
const textOf = (messageSid: string) =>
  look(stack)
    .task(messageSid)
    .then(({ Description }) => Description);

describe('webhooks that never came', () => {
  it('are made up for after the gateway was down: Tasks, a name, a rep, the rep’s answer and what became of it', async () => {
    // A pre hook that nobody answers would keep the conversation from being made.
    Object.assign(stack.twilio.webhooks, { preWebhookUrl: null });
    const first = await text('Is anybody there?');
    const second = await text('Hello?');
    await stack.startGateway().listening();
    expect(await look(stack).task(first.messageSid)).toMatchObject({
      Description: 'Is anybody there?',
      WhoId: look(stack).contact(mara.name).Id,
      Subject: `SMS from ${mara.name}`,
      Frontline_Direction__c: 'inbound',
    });
    expect(await textOf(second.messageSid)).toBe('Hello?');
    const conversation = await look(stack).joined(mara.owner, first.conversationSid);
    await waitUntil('the conversation to have its name', () => conversation.friendlyName === mara.name || undefined);

    stack.twilio.faults.set({ webhooks: [{ kind: 'drop', times: 1_000 }] });
    const sent = await stack.twilio.app(DEMO_WORKERS.ana).send({ conversationSid: first.conversationSid, body: 'Sory, yes' });
    const task = await look(stack).task(sent.sid, ({ Frontline_Delivery_Status__c: status }) => status === 'delivered');
    expect(task).toMatchObject({ Description: 'Sory, yes', Frontline_Direction__c: 'outbound', OwnerId: look(stack).user(mara.owner).Id });
    // The REST API tells whole seconds: an edit within the second of its message is none.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await stack.twilio.app(DEMO_WORKERS.ana).edit({ conversationSid: first.conversationSid, messageSid: sent.sid, body: 'Sorry, yes' });
    await look(stack).task(sent.sid, ({ Description }) => Description === 'Sorry, yes');
    expect(look(stack).tasks()).toHaveLength(3);
  });
});

describe('webhooks that overtake one another', () => {
  const post = async (params: Readonly<Record<string, string>>) => {
    const { status } = await postSigned(stack, '/callbacks/twilio-conversations', {
      AccountSid: stack.twilio.account.accountSid,
      Source: 'SMS',
      RetryCount: '0',
      ...params,
    });
    expect(status).toBe(200);
  };
  const message = async () => {
    stack.twilio.faults.set({ webhooks: [{ kind: 'drop', times: 1_000 }] });
    const { conversationSid, messageSid } = await text('first');
    const named = { ConversationSid: conversationSid, MessageSid: messageSid, Index: '0', Author: mara.number };
    const edit = (Body: string, DateUpdated: string) => post({ EventType: 'onMessageUpdated', ...named, Body, DateUpdated });
    return {
      messageSid,
      added: () => post({ EventType: 'onMessageAdded', ...named, Body: 'first' }),
      edit,
      removed: () => post({ EventType: 'onMessageRemoved', ...named }),
      status: (Status: string) => post({ EventType: 'onDeliveryUpdated', ...named, DeliveryReceiptSid: `DY${'1'.repeat(32)}`, Status }),
    };
  };
  beforeEach(async () => {
    await stack.startGateway({ RECONCILE_INTERVAL_MS: '3600000' }).listening();
  });

  it('leave each Task as if they had come in order', async () => {
    const edited = await message();
    await edited.status('delivered');
    await edited.edit('second', '2026-01-05T09:00:02.000Z');
    await edited.edit('second', '2026-01-05T09:00:02.000Z');
    await edited.added();
    const removed = await message();
    await removed.removed();
    await removed.edit('second', '2026-01-05T09:00:02.000Z');
    await removed.added();

    const task = await look(stack).task(edited.messageSid, ({ Subject }) => Subject === `SMS from ${mara.name}`);
    expect(task).toMatchObject({ Description: 'second', Frontline_Delivery_Status__c: 'delivered' });
    await edited.status('sent');
    await edited.edit('outdated', '2026-01-05T09:00:01.000Z');
    await edited.edit('third', '2026-01-05T09:00:03.000Z');
    await look(stack).task(edited.messageSid, ({ Description }) => Description === 'third');
    expect(await look(stack).task(edited.messageSid)).toMatchObject({ Frontline_Delivery_Status__c: 'delivered' });
    expect((await look(stack).task(removed.messageSid, ({ WhoId }) => WhoId !== undefined)).Description).not.toMatch(/first|second/);
    expect(look(stack).tasks()).toHaveLength(2);
  });
});
