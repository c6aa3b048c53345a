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

describe('a body that is of no use', () => {
  const form = 'application/x-www-form-urlencoded';
  it.each([
    ['application/json', '{"Body": "Hello"', 400, 'not valid JSON'],
    ['application/json', '"Hello"', 400, 'not valid JSON'],
    [form, '{"Body": "Hello"}', 415, 'Content-Type: application/json'],
    ['text/plain', 'Hello', 415, 'Content-Type: application/json'],
    [form, 'Body=Hello&To=+15550100999', 400, '%2B'],
  ])('of type %s, %s, is answered in JSON that says why', async (type, body, status, why) => {
    const url = `${twilio.url}/__emulator/phones/${mara}/messages`;
    const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: expect.stringContaining(why) as unknown });
  });

  it('is no form in which + is a blank and %2B a plus', async () => {
    const headers = { 'Content-Type': form };
    const url = `${twilio.url}/__emulator/phones/${mara}/messages`;
    const answer = await fetch(url, { method: 'POST', headers, body: 'Body=two+words,+1%2B1&To=%2B15550100999' });
    expect(await answer.json()).toMatchObject({ body: 'two words, 1+1', taken: true });
  });

  it('begins no conversation with a number that lost its plus', async () => {
    const body = 'CustomerId=c-1&ChannelType=sms&ChannelValue=+14155550132';
    const answer = await fetch(`${twilio.url}/__emulator/workers/${ana}/outgoing`, {
      method: 'POST',
      headers: { 'Content-Type': form },
      body,
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: expect.stringContaining('%2B') as unknown }]);
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
    const error = { error: { code: 'not_found', message: 'The worker has no such customer.' } };
    product.answer((_received, response) => void response.status(404).json(error));
    expect(await call('POST', `/workers/${ana}/customers`, { CustomerId: 'c-9' })).toMatchObject({
      status: 502,
      body: { code: 48004, callbackStatus: 404, callbackBody: error },
    });
    product.answer((_received, response) => void response.send('<html>'));
    expect(await call('POST', `/workers/${ana}/customers`, {})).toMatchObject({
      status: 502,
      body: { code: 48003, callbackStatus: 200, callbackBody: '<html>' },
    });
    expect(await call('GET', '/debugger')).toMatchObject({ body: { entries: [{ code: 48004 }, { code: 48003 }] } });
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
