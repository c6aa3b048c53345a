import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '../test-support/manual-clock.ts';
import { twilioClient } from '../test-support/twilio-client.ts';
import { startReceiver } from '../test-support/webhook-receiver.ts';
import type { WebhookReceiver } from '../test-support/webhook-receiver.ts';
import { startTwilio } from '../twilio-server.ts';
import type { Twilio } from '../twilio-server.ts';

const mara = '+14155550132';
const ana = 'ana@example.test';
const clock = createManualClock();
const hour = 3_600_000;

let product: WebhookReceiver;
let twilio: Twilio;

beforeEach(async () => {
  product = await startReceiver();
  twilio = await startTwilio({
    clock,
    webhooks: { postWebhookUrl: `${product.url}/hooks` },
    settings: { initializingMs: 0, deliveryStepMs: 0, deliveryStatusField: 'DeliveryStatus' },
  });
});
afterEach(async () => {
  await twilio.close();
  await product.close();
});

const receipts = async (number: number) => {
  const isReceipt = ({ form }: { form: Record<string, string> }) => form['EventType'] === 'onDeliveryUpdated';
  const all = await product.until((received) => received.filter(isReceipt).length >= number);
  return all.filter(isReceipt).map(({ form }) => [form['DeliveryStatus'], form['ErrorCode'] ?? '', form['Source']]);
};

const inConversation = async (channel: 'sms' | 'whatsapp', body = 'Hello') => {
  const taken = await twilio.phones.text({ from: mara, channel, body });
  if (!taken.taken) throw new Error(taken.reason);
  const conversation = twilioClient(twilio).conversations.v1.conversations(taken.conversationSid);
  await conversation.participants.create({ identity: ana });
  return conversation;
};

const createTemplate = async () => {
  const { accountSid, authToken } = twilio.account;
  const answer = await fetch(`${twilio.url}/content/v1/Content`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    body: JSON.stringify({ language: 'en', types: { 'twilio/text': { body: 'Hi {{1}}, are you there?' } } }),
  });
  return /HX[0-9a-f]{32}/.exec(await answer.text())?.[0] ?? '';
};

describe('WhatsApp’s window', () => {
  it('takes free text for 24 hours after the customer wrote, then 63016', async () => {
    const conversation = await inConversation('whatsapp');
    clock.advance(24 * hour - 1);
    await conversation.messages.create({ author: ana, body: 'in time' });
    expect(await receipts(2)).toEqual([
      ['sent', '', 'WHATSAPP'],
      ['delivered', '', 'WHATSAPP'],
    ]);
    clock.advance(1);
    const late = await conversation.messages.create({ author: ana, body: 'too late' });
    expect((await receipts(3))[2]).toEqual(['failed', '63016', 'WHATSAPP']);
    expect(await conversation.messages(late.sid).fetch()).toMatchObject({ delivery: { total: 1, failed: 'all', sent: 'none' } });
    expect(twilio.phones.inbox(mara).map(({ body }) => body)).toEqual(['Hello', 'in time']);
  });

  it('ends when it is told to, until the customer writes again', async () => {
    const conversation = await inConversation('whatsapp');
    twilio.phones.closeWindow(mara);
    await conversation.messages.create({ author: ana, body: 'too late' });
    expect(await receipts(1)).toEqual([['failed', '63016', 'WHATSAPP']]);
    await twilio.phones.text({ from: mara, channel: 'whatsapp', body: 'Hello again' });
    await conversation.messages.create({ author: ana, body: 'in time' });
    expect((await receipts(2))[1]).toEqual(['sent', '', 'WHATSAPP']);
  });

  it('lets templates through, filled in; a wrong one is refused', async () => {
    const conversation = await inConversation('whatsapp');
    clock.advance(25 * hour);
    const contentSid = await createTemplate();
    await conversation.messages.create({ author: ana, contentSid, contentVariables: '{"1":"Mara"}' });
    expect(await twilio.phones.waitFor(mara)).toMatchObject({ body: 'Hi Mara, are you there?', from: twilio.account.whatsappNumber });
    await expect(conversation.messages.create({ contentSid, contentVariables: '{}' })).rejects.toMatchObject({ code: 21656 });
    await expect(conversation.messages.create({ contentSid: `HX${'0'.repeat(32)}` })).rejects.toMatchObject({ code: 21655 });
    await expect(conversation.messages.create({ contentVariables: '{}', body: 'Hi' })).rejects.toMatchObject({ code: 50528 });
  });
});

describe('STOP', () => {
  it('ends messages to that customer from that number with 21610, until START', async () => {
    const conversation = await inConversation('sms');
    await twilio.phones.text({ from: mara, body: ' stop ' });
    await conversation.messages.create({ author: ana, body: 'unwanted' });
    expect(await receipts(1)).toEqual([['failed', '21610', 'SMS']]);
    await twilio.phones.text({ from: mara, body: 'START' });
    await conversation.messages.create({ author: ana, body: 'welcome back' });
    await twilio.phones.waitFor(mara, { matches: ({ body }) => body === 'welcome back' });
    expect(twilio.phones.inbox(mara).filter(({ body }) => body === 'unwanted')).toEqual([]);
  });

  it('inside a sentence means nothing', async () => {
    const conversation = await inConversation('sms', 'please stop by');
    await conversation.messages.create({ author: ana, body: 'I will' });
    expect(await receipts(2)).toEqual([
      ['sent', '', 'SMS'],
      ['delivered', '', 'SMS'],
    ]);
  });
});

describe('a phone', () => {
  it('that cannot be reached is told with its code, one that is read as read', async () => {
    const conversation = await inConversation('sms');
    twilio.phones.setOutcome(mara, { status: 'undelivered', errorCode: 30005 });
    await conversation.messages.create({ author: ana, body: 'one' });
    expect(await receipts(2)).toEqual([
      ['sent', '', 'SMS'],
      ['undelivered', '30005', 'SMS'],
    ]);
    twilio.phones.setOutcome(mara, { status: 'read', errorCode: 0 });
    await conversation.messages.create({ author: ana, body: 'two' });
    expect((await receipts(5)).slice(2).map(([status]) => status)).toEqual(['sent', 'delivered', 'read']);
  });

  it('does not get its own text back, and REST writes tell nobody', async () => {
    await inConversation('sms');
    expect(twilio.phones.inbox(mara)).toMatchObject([{ direction: 'sent', body: 'Hello' }]);
    expect(product.names()).not.toContain('onMessageAdd');
    expect(product.received.filter(({ form }) => form['Identity'] === ana)).toEqual([]);
  });

  it('without a number of ours at the other end is an error', async () => {
    await expect(twilio.phones.text({ from: mara, to: '+15550000000', body: 'Hi' })).rejects.toThrow('not a number of this account');
    await expect(twilio.phones.text({ from: '0132', body: 'Hi' })).rejects.toThrow('E.164');
  });
});
