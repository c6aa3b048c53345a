import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startReceiver } from './test-support/webhook-receiver.ts';
import type { WebhookReceiver } from './test-support/webhook-receiver.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const ana = 'ana@example.test';
const mara = '+14155550132';
const outgoing = { customerId: 'c-1', channel: { type: 'sms', value: mara } } as const;

let product: WebhookReceiver;
let twilio: Twilio;

beforeEach(async () => {
  product = await startReceiver();
  const hooks = `${product.url}/hooks`;
  twilio = await startTwilio({
    webhooks: { preWebhookUrl: hooks, postWebhookUrl: hooks },
    frontline: { crmUrl: `${product.url}/crm`, outgoingUrl: `${product.url}/outgoing`, templatesUrl: `${product.url}/templates` },
    settings: { initializingMs: 0, deliveryStepMs: 0, callbackTimeoutMs: 200 },
  });
  product.answer(({ path }, response) => void response.json(path === '/outgoing' ? { proxy_address: twilio.account.smsNumber } : {}));
});
afterEach(async () => {
  await twilio.close();
  await product.close();
});

describe('starting a conversation', () => {
  it('makes it, asks for a number, adds the customer, then the rep', async () => {
    const conversation = await twilio.app(ana).startConversation(outgoing);
    await product.until((all) => all.filter(({ form }) => form['EventType'] === 'onParticipantAdded').length === 2);
    expect(product.names()).toEqual([
      'onConversationAdd',
      'onConversationAdded',
      '/outgoing',
      'onParticipantAdd',
      'onParticipantAdded',
      'onParticipantAdd',
      'onParticipantAdded',
    ]);
    expect(product.received[0]?.form).not.toHaveProperty(['MessagingBinding.Address']);
    expect(product.received[0]?.form).toMatchObject({ Source: 'SDK', ClientIdentity: ana });
    expect(product.received[2]?.form).toEqual({
      Location: 'GetProxyAddress',
      Worker: ana,
      CustomerId: 'c-1',
      ChannelType: 'sms',
      ChannelValue: mara,
    });
    expect(product.received[4]?.form).toMatchObject({ 'MessagingBinding.Address': mara });
    expect(product.received[6]?.form).toMatchObject({ Identity: ana });
    expect(conversation.participants.map(({ identity }) => identity)).toEqual([null, ana]);
  });

  it.each([
    ['a refusal', 403, {}, 48004],
    ['no number', 200, {}, 48026],
    ['a number of another account', 200, { proxy_address: '+15550000000' }, 48028],
    ['a number of another channel', 200, { proxy_address: 'whatsapp:+15550100999' }, 48029],
    ['the customer’s own number', 200, { proxy_address: mara }, 48027],
  ])('leaves nothing behind after %s', async (_case, status, body, code) => {
    product.answer(({ path }, response) => void response.status(path === '/outgoing' ? status : 200).json(body));
    await expect(twilio.app(ana).startConversation(outgoing)).rejects.toMatchObject({ code });
    expect(twilio.app(ana).conversations()).toEqual([]);
    expect(twilio.phones.inbox(mara)).toEqual([]);
    expect(twilio.debugger.entries()).toContainEqual(expect.objectContaining({ code, resource: ana }));
  });

  it('is refused while the pair is in another open conversation', async () => {
    await twilio.app('bo@example.test').startConversation(outgoing);
    await expect(twilio.app(ana).startConversation(outgoing)).rejects.toMatchObject({ code: 48031 });
  });
});

describe('a rep’s message', () => {
  it('reaches the phone and is told as the SDK’s', async () => {
    const { sid } = await twilio.app(ana).startConversation(outgoing);
    await twilio.app(ana).send({ conversationSid: sid, body: 'Hi Mara' });
    expect(await twilio.phones.waitFor(mara)).toMatchObject({ body: 'Hi Mara', from: twilio.account.smsNumber, channel: 'sms' });
    const { form } = await product.event('onMessageAdd');
    expect(form).toMatchObject({
      Source: 'SDK',
      ClientIdentity: ana,
      Author: ana,
      Body: 'Hi Mara',
      Attributes: expect.stringContaining('messageId'),
    });
    expect(form).not.toHaveProperty('MessageSid');
    await product.until((all) => all.filter(({ form: { EventType } }) => EventType === 'onDeliveryUpdated').length === 2);
    const statuses = product.received
      .filter(({ form: { EventType } }) => EventType === 'onDeliveryUpdated')
      .map(({ form: { Status } }) => Status);
    expect(statuses).toEqual(['sent', 'delivered']);
  });

  it('is blocked by a pre hook, changed by another', async () => {
    const { sid } = await twilio.app(ana).startConversation(outgoing);
    product.answer(({ form }, response) => void response.status(form['EventType'] === 'onMessageAdd' ? 451 : 200).json({}));
    await expect(twilio.app(ana).send({ conversationSid: sid, body: 'Hi' })).rejects.toMatchObject({ code: 50107 });
    product.answer(
      ({ form }, response) => void response.json(form['EventType'] === 'onMessageAdd' ? { body: 'Hi, reply STOP to end' } : {}),
    );
    await twilio.app(ana).send({ conversationSid: sid, body: 'Hi' });
    expect(await twilio.phones.waitFor(mara)).toMatchObject({ body: 'Hi, reply STOP to end' });
  });

  it('can be edited and deleted, and the conversation closed', async () => {
    const app = twilio.app(ana);
    const { sid: conversationSid } = await app.startConversation(outgoing);
    const { sid: messageSid } = await app.send({ conversationSid, body: 'Hi' });
    await app.edit({ conversationSid, messageSid, body: 'Hello' });
    expect((await product.event('onMessageUpdated')).form).toMatchObject({
      MessageSid: messageSid,
      Body: 'Hello',
      Index: '0',
      DateUpdated: expect.any(String),
    });
    await app.remove({ conversationSid, messageSid });
    expect((await product.event('onMessageRemoved')).form).toMatchObject({ MessageSid: messageSid });
    await app.close(conversationSid);
    expect((await product.event('onConversationStateUpdated')).form).toMatchObject({
      StateFrom: 'active',
      StateTo: 'closed',
      Reason: 'API',
      ClientIdentity: ana,
    });
    await expect(app.send({ conversationSid, body: 'Hi' })).rejects.toMatchObject({ code: 50377 });
    expect(app.conversations()).toEqual([]);
  });
});

describe('what the app asks', () => {
  it('is sent in the parameters of each callback, and the answer handed on', async () => {
    product.answer((_received, response) => void response.json({ objects: { customers: [] } }));
    const app = twilio.app(ana);
    expect(await app.customers({ query: 'mar', anchor: 'c-30', nextPageToken: 'o30' })).toEqual({ objects: { customers: [] } });
    await app.customer('c-1');
    await app.templates({ customerId: 'c-1', conversationSid: 'CH1' });
    expect(product.received.map(({ form }) => form)).toEqual([
      { Location: 'GetCustomersList', Worker: ana, PageSize: '30', Query: 'mar', Anchor: 'c-30', NextPageToken: 'o30' },
      { Location: 'GetCustomerDetailsByCustomerId', Worker: ana, CustomerId: 'c-1' },
      { Location: 'GetTemplatesByCustomerId', Worker: ana, CustomerId: 'c-1', ConversationSid: 'CH1' },
    ]);
  });

  it.each([
    ['an error', 48004, (response: { status: (code: number) => { end: () => void } }) => response.status(500).end()],
    ['no JSON', 48003, (response: { send: (body: string) => void }) => response.send('<html>')],
    ['more than 64 KB', 48003, (response: { json: (body: unknown) => void }) => response.json('x'.repeat(64 * 1024))],
    ['no answer in time', 48005, () => undefined],
  ])('fails with the platform’s code: %s is %i', async (_case, code, answer) => {
    product.answer((_received, response) => answer(response));
    await expect(twilio.app(ana).customers()).rejects.toMatchObject({ code });
    expect(twilio.debugger.entries()).toMatchObject([{ code, resource: ana }]);
  });

  it('is not asked where no callback is configured', async () => {
    twilio.frontline.crmUrl = null;
    await expect(twilio.app(ana).customers()).rejects.toMatchObject({ code: 48001 });
  });
});
