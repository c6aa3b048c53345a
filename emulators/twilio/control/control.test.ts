import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startReceiver } from '../test-support/webhook-receiver.ts';
import type { WebhookReceiver } from '../test-support/webhook-receiver.ts';
import { startTwilio } from '../twilio-server.ts';
import type { Twilio } from '../twilio-server.ts';

const mara = '+14155550132';
const ana = 'ana@example.test';
let product: WebhookReceiver;
let twilio: Twilio;

beforeEach(async () => {
  product = await startReceiver();
  product.answer(({ path }, response) => void response.json(path === '/outgoing' ? { proxy_address: twilio.account.smsNumber } : { path }));
  twilio = await startTwilio({
    frontline: { crmUrl: `${product.url}/crm`, outgoingUrl: `${product.url}/outgoing`, templatesUrl: `${product.url}/templates` },
    settings: { initializingMs: 0, deliveryStepMs: 0 },
  });
});
afterEach(async () => {
  await twilio.close();
  await product.close();
});

const call = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${twilio.url}/__emulator${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
};

describe('phones', () => {
  it('text in by one line of curl', async () => {
    // curl -X POST URL/__emulator/phones/+14155550132/messages -d 'Body=Hello'
    const answer = await fetch(`${twilio.url}/__emulator/phones/${mara}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'Body=Hello',
    });
    expect(await answer.json()).toMatchObject({ from: mara, body: 'Hello', taken: true, newConversation: true });
    expect(await call('GET', `/phones/${mara}/messages`)).toMatchObject({
      status: 200,
      body: { messages: [{ direction: 'sent', body: 'Hello' }] },
    });
    expect(await call('GET', '/conversations')).toMatchObject({
      body: { conversations: [{ messages: [{ body: 'Hello', author: mara }] }] },
    });
  });

  it('text in by WhatsApp', async () => {
    await call('POST', `/phones/${mara}/messages`, { Body: 'Hello', channel: 'whatsapp' });
    expect(await call('GET', '/conversations')).toMatchObject({
      body: { conversations: [{ messages: [{ author: `whatsapp:${mara}` }] }] },
    });
  });

  it.each([
    [`/phones/${mara}/messages`, { Bodi: 'Hello' }],
    [`/phones/${mara}/messages`, {}],
    [`/phones/${mara}/messages`, { Body: 'Hello', To: '+15550000000' }],
    ['/phones/0132/messages', { Body: 'Hello' }],
  ])('say what is wrong with %s %j', async (path, body) => {
    expect(await call('POST', path, body)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  });
});

describe('reps', () => {
  it('start a conversation, write, and see it', async () => {
    const started = await call('POST', `/workers/${ana}/outgoing`, { CustomerId: 'c-1', ChannelType: 'sms', ChannelValue: mara });
    expect(started).toMatchObject({ status: 201, body: { participants: [{ binding: { address: mara } }, { identity: ana }] } });
    const [conversation] = twilio.app(ana).conversations();
    const sent = await call('POST', `/workers/${ana}/messages`, { ConversationSid: conversation?.sid, Body: 'Hi' });
    expect(sent).toMatchObject({ status: 201, body: { index: 0 } });
    expect(await twilio.phones.waitFor(mara)).toMatchObject({ body: 'Hi' });
    expect(await call('GET', `/workers/${ana}/conversations`)).toMatchObject({ body: { conversations: [{ messages: [{ body: 'Hi' }] }] } });
    expect(await call('POST', `/workers/${ana}/conversations/${conversation?.sid ?? ''}/close`)).toMatchObject({ status: 204 });
  });

  it('get the product’s own answers, or its failure', async () => {
    expect(await call('POST', `/workers/${ana}/customers`, { Query: 'mar' })).toEqual({ status: 200, body: { path: '/crm' } });
    expect(await call('POST', `/workers/${ana}/templates`, { CustomerId: 'c-1', ConversationSid: 'CH1' })).toEqual({
      status: 200,
      body: { path: '/templates' },
    });
    product.answer((_received, response) => void response.status(404).end());
    expect(await call('POST', `/workers/${ana}/customers`, { CustomerId: 'c-9' })).toMatchObject({
      status: 502,
      body: { code: 48004, callbackStatus: 404 },
    });
    expect(await call('GET', '/debugger')).toMatchObject({ body: { entries: [{ code: 48004 }] } });
  });
});

describe('faults', () => {
  it('are set, read and cleared', async () => {
    expect(await call('PUT', '/faults', { latencyMs: 5, rest: [{ kind: 'server-error' }] })).toMatchObject({
      status: 200,
      body: { latencyMs: 5, rest: [{ times: 1 }] },
    });
    expect(await call('PUT', '/faults', { lattency: 5 })).toMatchObject({ status: 400 });
    await call('DELETE', '/faults');
    expect(await call('GET', '/faults')).toMatchObject({ body: { latencyMs: 0, rest: [], outage: 'none' } });
  });
});
