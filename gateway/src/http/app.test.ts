import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import { signedPost } from '../testing/signed-post.ts';
import { ACCOUNT, PUBLIC_URL, SECOND_TOKEN, SERVICE, TOKEN, startTestApp } from '../testing/test-app.ts';

let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => {
  app.directory.failure = undefined;
  Object.assign(app.state, { store: 'up', salesforce: 'up', draining: false, objection: undefined });
});

const post = (path: string, params: Record<string, string>, token = TOKEN) =>
  signedPost({ url: app.url + path, signedUrl: PUBLIC_URL + path, params, token });
const crm = (params: Record<string, string>) => post('/callbacks/crm', params);
const list = { Location: 'GetCustomersList', Worker: 'ana@x', PageSize: '30' };
const details = { Location: 'GetCustomerDetailsByCustomerId', Worker: 'ana@x', CustomerId: '003A' };
const outgoing = { Location: 'GetProxyAddress', Worker: 'ana@x', CustomerId: '003A', ChannelType: 'sms', ChannelValue: '+14155550132' };

describe('what Frontline asks', () => {
  it('lists the worker’s own customers', async () => {
    const response = await crm(list);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({
      objects: { customers: [{ customer_id: '003A', display_name: 'Mara Quist' }], searchable: true },
    });
  });

  it('shows a card without nulls', async () => {
    expect(await (await crm(details)).json()).toEqual({
      objects: {
        customer: {
          customer_id: '003A',
          display_name: 'Mara Quist',
          channels: [
            { type: 'sms', value: '+14155550132' },
            { type: 'whatsapp', value: 'whatsapp:+14155550132' },
          ],
          links: [
            { type: 'CRM', value: 'https://org.example.test/lightning/r/Contact/003A/view', display_name: 'Open in Salesforce' },
            { type: 'Email', value: 'mailto:mara@x', display_name: 'Send e-mail' },
          ],
          details: { title: 'Information', content: '+14155550132' },
        },
      },
    });
  });

  it('gives a worker’s own number, and templates that can be filled', async () => {
    expect(await (await post('/callbacks/outgoing-conversation', outgoing)).json()).toEqual({ proxy_address: '+14155550101' });
    const templates = await post('/callbacks/templates', { ...details, Location: 'GetTemplatesByCustomerId' });
    expect(await templates.json()).toEqual([
      { display_name: 'Openers', templates: [{ content: 'Hi Mara' }] },
      { display_name: 'Closing', templates: [{ content: 'Bye' }] },
    ]);
  });

  it('gives no number to begin a conversation with where something objects, and says why', async () => {
    app.state.objection = { code: 'opted_out', message: 'The customer wants no messages.' };
    const response = await post('/callbacks/outgoing-conversation', outgoing);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { code: 'forbidden' },
      friendly_error_message: 'The customer wants no messages.',
    });
  });

  it.each([
    ['/callbacks/crm', { ...list, Worker: '' }, 400],
    ['/callbacks/crm', { Location: 'GetCustomersList' }, 400],
    ['/callbacks/crm', { ...list, Location: 'Nonsense' }, 422],
    ['/callbacks/crm', { Worker: 'ana@x' }, 422],
    ['/callbacks/crm', { ...details, CustomerId: 'nobody' }, 404],
    ['/callbacks/crm', { ...details, CustomerId: '003B' }, 404],
    ['/callbacks/templates', { ...details, Location: 'GetTemplatesByCustomerId', CustomerId: '003B' }, 404],
    ['/callbacks/outgoing-conversation', { ...outgoing, CustomerId: '003B' }, 403],
    ['/callbacks/outgoing-conversation', { ...outgoing, ChannelType: 'whatsapp', ChannelValue: 'whatsapp:+14155550132' }, 403],
    ['/callbacks/outgoing-conversation', { ...outgoing, ChannelType: 'email', ChannelValue: 'a@b' }, 403],
    ['/callbacks/outgoing-conversation', { ...outgoing, ChannelValue: 'whatsapp:+14155550132' }, 400],
    ['/callbacks/crm', { ...list, AccountSid: `AC${'9'.repeat(32)}` }, 403],
    ['/callbacks/twilio-conversations', { EventType: 'onMessageAdded', AccountSid: ACCOUNT, ChatServiceSid: `IS${'9'.repeat(32)}` }, 403],
    ['/callbacks/routing', { ConversationServiceSid: `IS${'9'.repeat(32)}` }, 403],
    ['/callbacks/twilio-conversations', { EventType: 'onMessageAdded', AccountSid: ACCOUNT, ChatServiceSid: SERVICE }, 200],
    ['/callbacks/nonsense', list, 404],
  ])('%s %p is %d', async (path, params, status) => {
    const response = await post(path, params);
    expect(response.status).toBe(status);
    if (status !== 200)
      expect(await response.json()).toEqual({
        error: { code: expect.any(String), message: expect.any(String), requestId: expect.any(String) },
      });
  });

  it.each([
    ['upstream_failed', 502],
    ['upstream_rejected', 502],
    ['upstream_timeout', 504],
    ['upstream_busy', 503],
    ['overloaded', 503],
  ] as const)('says %s as %d and nothing of the inside', async (code, status) => {
    app.directory.failure = new GatewayError(code, 'SELECT Secret FROM Inside', { retryAfterMs: 1_500 });
    const response = await crm(list);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('Secret');
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '2' : null);
  });
});

describe('who may ask', () => {
  it('takes either token and any configured public URL, with the query string signed', async () => {
    expect((await post('/callbacks/crm', list, SECOND_TOKEN)).status).toBe(200);
    const path = '/callbacks/crm?t=acme';
    const old = await signedPost({ url: app.url + path, signedUrl: `https://old.example.test${path}`, params: list, token: TOKEN });
    expect(old.status).toBe(200);
  });

  it('refuses no, wrong and foreign signatures', async () => {
    expect((await fetch(`${app.url}/callbacks/crm`, { method: 'POST', body: new URLSearchParams(list) })).status).toBe(403);
    expect((await post('/callbacks/crm', list, 'another token')).status).toBe(403);
    const other = await signedPost({ url: `${app.url}/callbacks/crm`, params: list, token: TOKEN });
    expect(other.status).toBe(403);
  });

  it('refuses what is not a form, and what is too large, before reading it', async () => {
    const json = await fetch(`${app.url}/callbacks/crm`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(json.status).toBe(415);
    expect((await crm({ ...list, Query: 'x'.repeat(1_100_000) })).status).toBe(413);
    const emoji = await post('/callbacks/twilio-conversations', { EventType: 'onMessageAdded', Body: '😀'.repeat(8_000) });
    expect(emoji.status).toBe(200);
  });

  it('refuses a form with more parameters than any webhook has, before anybody has proved anything', async () => {
    const response = await fetch(`${app.url}/callbacks/crm`, {
      method: 'POST',
      body: 'a&'.repeat(500_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    // An unsigned form that had been parsed would be 403.
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('too many parameters')]);
  });

  it('takes a repeated parameter for malformed, never for one of its values', async () => {
    const path = '/callbacks/crm';
    const body = new URLSearchParams([...Object.entries(list), ['Worker', 'ben@x']]);
    const text = ['LocationGetCustomersList', 'PageSize30', 'Workerana@x', 'Workerben@x'].join('');
    const signature = createHmac('sha1', TOKEN).update(`${PUBLIC_URL}${path}${text}`).digest('base64');
    const response = await fetch(app.url + path, { method: 'POST', body, headers: { 'X-Twilio-Signature': signature } });
    expect(response.status).toBe(400);
  });

  it.each(['/salesforce/v1', '/salesforce/v1/anything', '/salesforce/v1/routing/explain'])('asks for a token at %s', async (path) => {
    const anonymous = await fetch(app.url + path);
    expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await fetch(app.url + path, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    expect((await fetch(app.url + path, { headers: { authorization: 'Bearer gateway-token' } })).status).toBe(404);
  });

  it('shows metrics on this machine, to bearers of the token', async () => {
    expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
    const authorization = 'Bearer metrics-token';
    expect((await fetch(`${app.url}/metrics`, { headers: { authorization, 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
    expect(await (await fetch(`${app.url}/metrics`, { headers: { authorization } })).text()).toContain('frontline_answer_seconds');
  });
});

describe('health', () => {
  const statusOf = async (path: string) => (await fetch(app.url + path)).status;

  it('is ready exactly when it can store a webhook, whatever Salesforce does', async () => {
    app.state.salesforce = 'down';
    expect([await statusOf('/healthz'), await statusOf('/readyz'), await statusOf('/statusz')]).toEqual([200, 200, 503]);
    app.state.salesforce = 'up';
    expect(await statusOf('/statusz')).toBe(200);
    app.state.store = 'down';
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  });

  it('is not ready while it drains, and names what it depends on', async () => {
    app.state.draining = true;
    const response = await fetch(`${app.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      ready: false,
      draining: true,
      dependencies: { store: { status: 'up' }, salesforce: { status: 'up' } },
    });
  });

  it('answers with the caller’s request id when it is a decent one', async () => {
    const idFor = async (id: string) =>
      (await fetch(`${app.url}/healthz`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idFor('abc-123-def')).toBe('abc-123-def');
    expect(await idFor('no good: {}')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
