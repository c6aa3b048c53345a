import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { findSpecs } from './openapi/find-specs.ts';
import { createRecorder } from './openapi/recorder.ts';
import { twilioClient } from './test-support/twilio-client.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const specs = findSpecs();
const recorder = createRecorder();
const mara = '+14155550132';
let twilio: Twilio;

beforeAll(async () => {
  twilio = await startTwilio({
    onExchange: recorder.onExchange,
    workers: ['ana@example.test'],
    settings: { initializingMs: 0, deliveryStepMs: 0 },
  });
});
afterAll(() => twilio.close());

const walkConversations = async (api: ReturnType<typeof twilioClient>['conversations']['v1']) => {
  const created = await api.conversations.create({
    friendlyName: 'A',
    uniqueName: `walk-${recorder.exchanges.length}`,
    state: 'active',
    'timers.closed': 'PT10M',
  });
  const conversation = api.conversations(created.sid);
  await conversation.fetch();
  await conversation.update({ attributes: '{"a":1}' });
  await api.conversations.list({ pageSize: 1 });
  await api.conversations.list({ state: 'active', startDate: '2026-01-01T00:00:00Z', endDate: '2099-12-31T23:59:59Z' });
  const customer = await conversation.participants.create({
    'messagingBinding.address': mara,
    'messagingBinding.proxyAddress': twilio.account.smsNumber,
  });
  await conversation.participants.create({ identity: 'ana@example.test' });
  await conversation.participants('ana@example.test').fetch();
  await conversation.participants(customer.sid).update({ attributes: '{}' });
  await conversation.participants.list({ pageSize: 1 });
  const message = await conversation.messages.create({ author: 'ana@example.test', body: 'Hi' });
  await conversation.messages.create({ body: 'Hi again' });
  const pictured = await conversation.messages.create({ author: 'ana@example.test', mediaSid: await upload() });
  expect(pictured.media).toEqual([{ sid: expect.stringMatching(/^ME/), size: 5, content_type: 'image/png', filename: null }]);
  await twilio.phones.waitFor(mara, { matches: ({ body }) => body === 'Hi' });
  await conversation.messages(message.sid).fetch();
  await conversation.messages(message.sid).update({ body: 'Hey' });
  await conversation.messages.list({ pageSize: 1, order: 'desc' });
  const [receipt] = await conversation.messages(message.sid).deliveryReceipts.list();
  await conversation
    .messages(message.sid)
    .deliveryReceipts(receipt?.sid ?? '')
    .fetch();
  await api.participantConversations.list({ address: mara });
  await api.participantConversations.list({ identity: 'ana@example.test' });
  await api.users.create({ identity: `guest-${recorder.exchanges.length}` });
  await api.users.list({ pageSize: 1 });
  await api.users('ana@example.test').fetch();
  await api.users('ana@example.test').update({ friendlyName: 'Ana' });
  await api.users('ana@example.test').userConversations.list();
  await api.users('ana@example.test').userConversations(created.sid).update({ notificationLevel: 'muted' });
  await api.users('ana@example.test').userConversations(created.sid).fetch();
  await api.users('ana@example.test').userConversations(created.sid).remove();
  await conversation.messages(message.sid).remove();
  await conversation.participants(customer.sid).remove();
  await conversation.remove();
};

const authorization = () => `Basic ${Buffer.from(`${twilio.account.accountSid}:${twilio.account.authToken}`).toString('base64')}`;

/** By hand: the library does not know the Media Content Service, which has no document either. */
const upload = async (): Promise<string> => {
  const headers = { 'Content-Type': 'image/png', Authorization: authorization() };
  const url = `${twilio.url}/mcs/v1/Services/${twilio.account.serviceSid}/Media`;
  const answer = await fetch(url, { method: 'POST', headers, body: 'a cat' });
  return z.object({ sid: z.string() }).parse(await answer.json()).sid;
};

/** By hand: the library's classes for content spell their fields in a way that the document does not know. */
const postContent = async (path: string, body: object) => {
  const answer = await fetch(`${twilio.url}/content/v1/Content${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: authorization() },
    body: JSON.stringify(body),
  });
  return z.looseObject({ sid: z.string().default('') }).parse(await answer.json());
};

const walkTheRest = async () => {
  const client = twilioClient(twilio);
  const { v1 } = client.conversations;
  await v1.configuration().fetch();
  await v1.configuration
    .webhooks()
    .update({ target: 'webhook', postWebhookUrl: 'http://127.0.0.1:9/', filters: ['onMessageAdded', 'onMessageAdd'] });
  await v1.configuration.webhooks().fetch();
  await v1.configuration.webhooks().update({ postWebhookUrl: '' });
  const service = v1.services(twilio.account.serviceSid);
  await service.fetch();
  await v1.services.list();
  await service.configuration.webhooks().update({ filters: ['onMessageAdded'], method: 'POST' });
  await service.configuration.webhooks().fetch();
  await client.frontlineApi.v1.users('ana@example.test').fetch();
  await client.frontlineApi.v1.users('ana@example.test').update({ isAvailable: true, state: 'active' });
  const content = await postContent('', {
    friendly_name: 'hello',
    language: 'en',
    variables: { '1': 'you' },
    types: { 'twilio/text': { body: 'Hi {{1}}' } },
  });
  await client.content.v1.contents.list();
  await client.content.v1.contents(content.sid).fetch();
  await postContent(`/${content.sid}/ApprovalRequests/whatsapp`, { name: 'hello', category: 'UTILITY' });
  await client.content.v1.contents(content.sid).approvalFetch().fetch();
  await client.content.v1.contents(content.sid).remove();
};

const contract = specs ? describe : describe.skip;

contract('every answer, by Twilio’s OpenAPI documents (skipped where they are not beside the repository)', () => {
  it('is as documented for each operation', async () => {
    const { v1 } = twilioClient(twilio).conversations;
    await walkConversations(v1);
    await walkConversations(twilioClient({ ...twilio, below: `/Services/${twilio.account.serviceSid}` }).conversations.v1);
    await walkTheRest();
    await expect(v1.conversations('CH00000000000000000000000000000000').fetch()).rejects.toMatchObject({ code: 20404, status: 404 });
    expect(recorder.exchanges.length).toBeGreaterThan(75);
    expect(recorder.problems(specs ?? {})).toEqual([]);
  });

  it('would be found out if it were not', () => {
    const good = recorder.exchanges.find(({ method, path, status }) => method === 'POST' && path === '/v1/Conversations' && status === 201);
    if (!good) throw new Error('No conversation was made');
    const judged = (change: object) => {
      const changed = createRecorder();
      changed.onExchange({ ...good, ...change });
      return changed.problems(specs ?? {});
    };
    expect(judged({})).toEqual([]);
    expect(judged({ body: { Frendlyname: 'A' } })).toEqual([expect.stringContaining('unknown form parameter Frendlyname')]);
    expect(judged({ body: { State: 'nonsense' } })).toEqual([expect.stringContaining('State')]);
    expect(judged({ body: { MessagingServiceSid: 'MGbad' } })).toEqual([expect.stringContaining('MessagingServiceSid')]);
    expect(judged({ answer: { sid: 'CHbad' } })).toEqual([expect.stringContaining('answer')]);
    expect(judged({ path: '/v1/Konversations' })).toEqual([expect.stringContaining('no such operation')]);
  });
});
