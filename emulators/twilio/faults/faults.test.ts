import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { twilioClient } from '../test-support/twilio-client.ts';
import { startReceiver } from '../test-support/webhook-receiver.ts';
import type { WebhookReceiver } from '../test-support/webhook-receiver.ts';
import { startTwilio } from '../twilio-server.ts';
import type { Twilio } from '../twilio-server.ts';

const mara = '+14155550132';
let product: WebhookReceiver;
let twilio: Twilio;
let conversations: ReturnType<typeof twilioClient>['conversations']['v1']['conversations'];

beforeEach(async () => {
  product = await startReceiver();
  twilio = await startTwilio({ webhooks: { postWebhookUrl: `${product.url}/hooks` }, settings: { initializingMs: 0 } });
  ({ conversations } = twilioClient(twilio).conversations.v1);
});
afterEach(async () => {
  await twilio.close();
  await product.close();
});

const list = () => {
  const { accountSid, authToken } = twilio.account;
  return fetch(`${twilio.url}/conversations/v1/Conversations`, {
    headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    signal: AbortSignal.timeout(2_000),
  });
};

describe('REST', () => {
  it.each([
    ['too-many-requests', 429, 20429],
    ['server-error', 500, 20500],
    ['unavailable', 503, 20503],
    ['initializing', 409, 50386],
  ] as const)('answers %s as often as ordered', async (kind, status, code) => {
    twilio.faults.set({ rest: [{ kind, path: '/Conversations', times: 2, retryAfter: 7 }] });
    const broken = await list();
    expect([broken.status, await broken.json()]).toMatchObject([status, { code, status }]);
    expect(broken.headers.get('Retry-After')).toBe(kind === 'too-many-requests' ? '7' : null);
    expect((await list()).status).toBe(status);
    expect((await list()).status).toBe(200);
  });

  it('breaks only what matches', async () => {
    twilio.faults.set({ rest: [{ kind: 'server-error', method: 'POST', path: '/Participants' }] });
    const { sid } = await conversations.create();
    await expect(conversations(sid).participants.create({ identity: 'ana' })).rejects.toMatchObject({ status: 500 });
    await expect(conversations(sid).participants.create({ identity: 'ana' })).resolves.toMatchObject({ identity: 'ana' });
  });

  it('can hang, reset, and be away altogether', async () => {
    twilio.faults.set({ rest: [{ kind: 'reset' }] });
    await expect(list()).rejects.toThrow('fetch failed');
    twilio.faults.set({ outage: 'reset' });
    await expect(list()).rejects.toThrow('fetch failed');
    twilio.faults.set({ outage: 'unavailable' });
    expect((await list()).status).toBe(503);
    twilio.faults.clear();
    expect((await list()).status).toBe(200);
    twilio.faults.set({ rest: [{ kind: 'timeout' }] });
    const hanging = list();
    await twilio.close();
    await expect(hanging).rejects.toThrow();
  });

  it('refuses a fault it does not know', () => {
    const unknown: object = { rest: [{ kind: 'gremlins' }] };
    expect(() => twilio.faults.set(unknown)).toThrow('kind');
  });
});

describe('webhooks', () => {
  it('can come twice, the copies alike to the letter', async () => {
    twilio.faults.set({ webhooks: [{ kind: 'duplicate', event: 'onMessageAdded' }] });
    await twilio.phones.text({ from: mara, body: 'Hello' });
    const all = await product.until((received) => received.length === 4);
    const [one, two] = all.filter(({ form }) => form['EventType'] === 'onMessageAdded');
    expect(one?.form).toEqual(two?.form);
    expect(one?.headers['i-twilio-idempotency-token']).toBe(two?.headers['i-twilio-idempotency-token']);
  });

  it('can be lost', async () => {
    twilio.faults.set({ webhooks: [{ kind: 'drop', event: 'onConversationAdded' }] });
    await twilio.phones.text({ from: mara, body: 'Hello' });
    await product.event('onMessageAdded');
    expect(product.names()).toEqual(['onParticipantAdded', 'onMessageAdded']);
  });

  it('can be overtaken, or late', async () => {
    twilio.faults.set({
      webhooks: [
        { kind: 'reorder', event: 'onConversationAdded', delayMs: 5_000 },
        { kind: 'delay', event: 'onParticipantAdded', delayMs: 50 },
      ],
    });
    await twilio.phones.text({ from: mara, body: 'Hello' });
    await product.until((received) => received.length === 3);
    expect(product.names()).toEqual(['onMessageAdded', 'onConversationAdded', 'onParticipantAdded']);
  });

  it('reach the product once when nothing is ordered, also when it fails', async () => {
    product.answer((_received, response) => void response.status(500).end());
    await twilio.phones.text({ from: mara, body: 'Hello' });
    await product.event('onMessageAdded');
    await twilio.phones.text({ from: mara, body: 'Again' });
    await product.until((received) => received.length === 4);
    expect(product.names()).toEqual(['onConversationAdded', 'onParticipantAdded', 'onMessageAdded', 'onMessageAdded']);
  });
});
