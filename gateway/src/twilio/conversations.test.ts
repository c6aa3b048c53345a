import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { twilioConversations } from './conversations.ts';
import { startScriptedApi, type ScriptedApi } from '../testing/scripted-api.ts';
import { twilioClient } from './twilio-client.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const CH = `CH${'1'.repeat(32)}`;
const MB = `MB${'2'.repeat(32)}`;
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const customer = {
  sid: MB,
  attributes: '{"a":1}',
  messaging_binding: { type: 'sms', address: '+15550100111', proxy_address: '+15550100999' },
};
const worker = { sid: MB, identity: 'ana@example.test', attributes: 'not json', messaging_binding: null };

let api: ScriptedApi;
beforeEach(async () => {
  api = await startScriptedApi();
});
afterEach(() => api.close());

const connect = (options: object = {}) =>
  twilioConversations(twilioClient({ accountSid: ACCOUNT, authToken: 'token', apiUrl: api.url, ...options }));

describe('twilioConversations', () => {
  it('reads and names a conversation of the default service, over one connection', async () => {
    const conversations = connect();
    api.answer = () => ({ status: 200, body: { sid: CH, friendly_name: 'Mara', attributes: '{"avatar":"x"}' } });
    await expect(conversations.conversation(CH)).resolves.toEqual({ sid: CH, friendlyName: 'Mara', attributes: { avatar: 'x' } });
    await conversations.renameConversation(CH, { friendlyName: 'Mara Quist', attributes: { customer_id: '003' } });
    expect(api.requests.map(({ method, path, connection }) => [method, path, connection])).toEqual([
      ['GET', `/conversations/v1/Conversations/${CH}`, 0],
      ['POST', `/conversations/v1/Conversations/${CH}`, 0],
    ]);
    expect(Object.fromEntries(api.requests[1]?.form ?? [])).toEqual({ FriendlyName: 'Mara Quist', Attributes: '{"customer_id":"003"}' });
    expect(api.requests[0]?.authorization).toBe(basic(ACCOUNT, 'token'));
  });

  it('prefers the API key', async () => {
    api.answer = () => ({ status: 200, body: { sid: CH, attributes: '{}' } });
    await connect({ apiKey: { sid: `SK${'3'.repeat(32)}`, secret: 'secret' } }).conversation(CH);
    expect(api.requests[0]?.authorization).toBe(basic(`SK${'3'.repeat(32)}`, 'secret'));
  });

  it('reads every page of participants', async () => {
    const path = `/conversations/v1/Conversations/${CH}/Participants`;
    api.answer = (request) =>
      request.path.includes('PageToken')
        ? { status: 200, body: { meta: { key: 'participants', next_page_url: null }, participants: [worker] } }
        : {
            status: 200,
            body: {
              meta: {
                key: 'participants',
                next_page_url: `https://conversations.twilio.com/v1/Conversations/${CH}/Participants?PageToken=2`,
              },
              participants: [customer],
            },
          };
    await expect(connect().participants(CH)).resolves.toEqual([
      { sid: MB, address: '+15550100111', proxyAddress: '+15550100999', attributes: { a: 1 } },
      { sid: MB, identity: 'ana@example.test', attributes: {} },
    ]);
    expect(api.requests.map((request) => request.path)).toEqual([`${path}?PageSize=100`, `${path}?PageToken=2`]);
  });

  it('updates one participant', async () => {
    api.answer = () => ({ status: 200, body: customer });
    await connect().updateParticipant(CH, { participantSid: MB, attributes: { customer_id: '003' } });
    expect(api.requests[0]?.path).toBe(`/conversations/v1/Conversations/${CH}/Participants/${MB}`);
    expect(api.requests[0]?.form.get('Attributes')).toBe('{"customer_id":"003"}');
  });

  it('adds a worker, and takes one who is already there for success', async () => {
    api.answer = () => ({ status: 201, body: worker });
    await connect().addWorker(CH, 'ana@example.test');
    expect(api.requests[0]?.form.get('Identity')).toBe('ana@example.test');
    api.answer = () => ({ status: 409, body: { code: 50433, message: 'Participant already exists', status: 409 } });
    await expect(connect().addWorker(CH, 'ana@example.test')).resolves.toBeUndefined();
  });

  it('says that an initializing conversation may be tried again, and a missing one not', async () => {
    api.answer = () => ({ status: 409, body: { code: 50386, message: 'initializing', status: 409 } });
    await expect(connect().addWorker(CH, 'ana@example.test')).rejects.toMatchObject({ code: 'upstream_not_ready', upstreamCode: '50386' });
    api.answer = () => ({ status: 404, body: { code: 20404, message: 'gone', status: 404 } });
    await expect(connect().conversation(CH)).rejects.toMatchObject({ code: 'not_found', upstreamCode: '20404' });
  });

  it('keeps the wait that a 429 asks for, and does not retry it', async () => {
    api.answer = () => ({ status: 429, body: { code: 20429, message: 'slow down' }, headers: { 'retry-after': '3' } });
    await expect(connect().conversation(CH)).rejects.toMatchObject({ code: 'upstream_busy', retryAfterMs: 3000 });
    expect(api.requests).toHaveLength(1);
  });

  it('gives up on a service that does not answer, or that is not there', async () => {
    await expect(connect({ timeoutMs: 50 }).conversation(CH)).rejects.toMatchObject({ code: 'upstream_timeout' });
    await api.close();
    await expect(connect().conversation(CH)).rejects.toMatchObject({ code: 'upstream_failed', upstreamCode: 'ECONNREFUSED' });
  });
});
