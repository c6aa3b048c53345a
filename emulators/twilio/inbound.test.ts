import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { validateRequest } from 'twilio';
import { startReceiver } from './test-support/webhook-receiver.ts';
import type { WebhookReceiver } from './test-support/webhook-receiver.ts';
import { twilioClient } from './test-support/twilio-client.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const mara = '+14155550132';

let product: WebhookReceiver;
let twilio: Twilio;

beforeEach(async () => {
  product = await startReceiver();
  twilio = await startTwilio({
    webhooks: { preWebhookUrl: `${product.url}/hooks`, postWebhookUrl: `${product.url}/hooks` },
    frontline: { routingUrl: `${product.url}/routing?t=acme` },
    settings: { initializingMs: 60, deliveryStepMs: 5, conversationsTimeoutMs: 300, routingTimeoutMs: 300 },
  });
});

afterEach(async () => {
  await twilio.close();
  await product.close();
});

describe('the first text of a customer', () => {
  it('makes a conversation and tells of it in the observed order, every webhook signed', async () => {
    const taken = await twilio.phones.text({ from: mara, body: 'Hello' });
    await product.event('onConversationStateUpdated');
    expect(taken).toMatchObject({ taken: true, newConversation: true });
    expect(product.names()).toEqual([
      'onConversationAdd',
      'onConversationAdded',
      '/routing',
      'onParticipantAdded',
      'onMessageAdded',
      'onConversationStateUpdated',
    ]);
    for (const { path, form, headers } of product.received) {
      const url = product.url + (path === '/routing' ? '/routing?t=acme' : path);
      expect(validateRequest(twilio.account.authToken, String(headers['x-twilio-signature']), url, form)).toBe(true);
      expect(headers).toMatchObject({ 'user-agent': 'TwilioProxy/1.1', 'i-twilio-idempotency-token': expect.any(String) });
    }
  });

  it('sends the parameters of each event', async () => {
    await twilio.phones.text({ from: mara, body: 'Hello' });
    const { accountSid, serviceSid, messagingServiceSid } = twilio.account;
    const every = { AccountSid: accountSid, ChatServiceSid: serviceSid, Source: 'SMS', RetryCount: '0' };
    const pair = { 'MessagingBinding.Address': mara, 'MessagingBinding.ProxyAddress': twilio.account.smsNumber };
    const asked = (await product.event('onConversationAdd')).form;
    expect(asked).toEqual({
      EventType: 'onConversationAdd',
      ...every,
      ...pair,
      MessagingServiceSid: messagingServiceSid,
      State: 'active',
      Attributes: '{}',
      MessageBody: 'Hello',
    });
    const sid = expect.stringMatching(/^[A-Z]{2}[0-9a-f]{32}$/);
    expect((await product.event('onParticipantAdded')).form).toEqual({
      EventType: 'onParticipantAdded',
      ...every,
      ...pair,
      'MessagingBinding.Type': 'sms',
      ConversationSid: sid,
      ParticipantSid: sid,
      RoleSid: sid,
      Attributes: '{}',
      DateCreated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect((await product.event('onMessageAdded')).form).toMatchObject({
      ...every,
      Index: '0',
      Author: mara,
      Body: 'Hello',
      MessageSid: sid,
    });
  });

  it('takes name and attributes from the pre hook', async () => {
    product.answer(({ form }, response) => {
      response.json(form['EventType'] === 'onConversationAdd' ? { friendly_name: 'Mara Quist', attributes: '{"avatar":"a"}' } : {});
    });
    const taken = await twilio.phones.text({ from: mara, body: 'Hello' });
    if (!taken.taken) throw new Error(taken.reason);
    const conversation = await twilioClient(twilio).conversations.v1.conversations(taken.conversationSid).fetch();
    expect(conversation).toMatchObject({ friendlyName: 'Mara Quist', attributes: '{"avatar":"a"}' });
  });

  it('is lost when the pre hook refuses, and when it does not answer in time', async () => {
    product.answer((_received, response) => void response.status(503).end());
    expect(await twilio.phones.text({ from: mara, body: 'Hello' })).toMatchObject({ taken: false });
    product.answer(() => undefined);
    expect(await twilio.phones.text({ from: mara, body: 'Hello?' })).toMatchObject({
      taken: false,
      reason: expect.stringContaining('in time'),
    });
    expect(await twilioClient(twilio).conversations.v1.conversations.list()).toEqual([]);
    expect(twilio.debugger.entries().map(({ code }) => code)).toEqual([11217, 50107, 11203, 50107]);
  });

  it('writes a routing callback that fails to the debugger', async () => {
    product.answer(({ path }, response) => void response.status(path === '/routing' ? 503 : 200).json({}));
    await twilio.phones.text({ from: mara, body: 'Hello' });
    await product.event('onConversationStateUpdated');
    expect(twilio.debugger.entries()).toMatchObject([{ code: 48010, message: 'Custom routing answered 503' }]);
  });
});

describe('later texts', () => {
  it('of the same pair go to the same conversation, two at once included, indexes rising', async () => {
    const taken = await Promise.all(['one', 'two', 'three'].map((body) => twilio.phones.text({ from: mara, body })));
    const sids = new Set(taken.map((one) => (one.taken ? one.conversationSid : one.reason)));
    expect(sids.size).toBe(1);
    const messages = await twilioClient(twilio)
      .conversations.v1.conversations([...sids][0] ?? '')
      .messages.list();
    expect(messages.map(({ index, body }) => [index, body])).toEqual([
      [0, 'one'],
      [1, 'two'],
      [2, 'three'],
    ]);
    expect(product.names().filter((name) => name === 'onMessageAdd')).toHaveLength(2);
  });

  it('start a new conversation once the old one is closed', async () => {
    const first = await twilio.phones.text({ from: mara, body: 'one' });
    await product.event('onConversationStateUpdated');
    if (!first.taken) throw new Error(first.reason);
    await twilioClient(twilio).conversations.v1.conversations(first.conversationSid).update({ state: 'closed' });
    expect(await twilio.phones.text({ from: mara, body: 'two' })).toMatchObject({ newConversation: true });
  });

  it('by WhatsApp are another pair, with another source', async () => {
    await twilio.phones.text({ from: mara, body: 'one' });
    expect(await twilio.phones.text({ from: mara, channel: 'whatsapp', body: 'two' })).toMatchObject({ newConversation: true });
    await product.until((all) =>
      all.some(({ form }) => form['MessagingBinding.Address'] === `whatsapp:${mara}` && form['Source'] === 'WHATSAPP'),
    );
  });
});
