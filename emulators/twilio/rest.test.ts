import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { twilioClient } from './test-support/twilio-client.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const ana = 'ana@example.test';
const mara = '+14155550132';
let twilio: Twilio;
let api: ReturnType<typeof twilioClient>['conversations']['v1'];

beforeAll(async () => {
  twilio = await startTwilio({ settings: { initializingMs: 0, deliveryStepMs: 0 } });
  api = twilioClient(twilio).conversations.v1;
});
afterAll(() => twilio.close());

/** A request that the library would not send. */
const raw = async (path: string, form?: Record<string, string>, authorization?: string) => {
  const { accountSid, authToken } = twilio.account;
  const basic = authorization ?? `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const answer = await fetch(twilio.url + path, {
    method: form ? 'POST' : 'GET',
    headers: { Authorization: basic },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return { status: answer.status, body: await answer.json() };
};

const customerBinding = (address = mara) => ({
  'messagingBinding.address': address,
  'messagingBinding.proxyAddress': twilio.account.smsNumber,
});

describe('credentials', () => {
  it('are the auth token or an API key; all else is 20003', async () => {
    const { apiKeySid, apiKeySecret, accountSid } = twilio.account;
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    expect(await raw('/conversations/v1/Conversations', undefined, basic(`${apiKeySid}:${apiKeySecret}`))).toMatchObject({ status: 200 });
    for (const wrong of ['', 'Bearer x', basic(`${accountSid}:wrong`), basic(`${apiKeySid}:`)]) {
      expect(await raw('/conversations/v1/Conversations', undefined, wrong)).toEqual({
        status: 401,
        body: { code: 20003, message: 'Authenticate', more_info: 'https://www.twilio.com/docs/errors/20003', status: 401 },
      });
    }
  });
});

describe('what the API does not know', () => {
  it.each(['/conversations/v1/Konversations', '/conversations/v1/conversations', '/conversations/v2/Conversations', '/chat/v1/Services'])(
    '%s is 20404',
    async (path) => {
      expect(await raw(path)).toMatchObject({ status: 404, body: { code: 20404, status: 404 } });
    },
  );

  it.each([
    [{ Frendlyname: 'A' }, 'Unknown parameter Frendlyname'],
    [{ State: 'nonsense' }, 'State'],
    [{ MessagingServiceSid: 'MGbad' }, 'MessagingServiceSid'],
    [{ DateCreated: 'yesterday' }, 'DateCreated'],
    [{ FriendlyName: 'x'.repeat(257) }, 'FriendlyName'],
    [{ Attributes: '{' }, 'Attributes'],
    [{ Attributes: JSON.stringify('x'.repeat(16 * 1024)) }, 'Attributes'],
    [{ State: 'active', 'Timers.Closed': 'PT1M' }, 'Timers.Closed'],
  ])('parameters %j are 20001', async (form, named) => {
    const answer = await raw('/conversations/v1/Conversations', form);
    expect(answer).toMatchObject({ status: 400, body: { code: 20001, message: expect.stringContaining(named), status: 400 } });
  });

  it('a conversation cannot begin closed, nor a timer without a state', async () => {
    await expect(api.conversations.create({ state: 'closed' })).rejects.toMatchObject({ code: 50384 });
    await expect(api.conversations.create({ 'timers.closed': 'PT10M' })).rejects.toMatchObject({ code: 50382 });
  });
});

describe('conversations', () => {
  it('are found by SID and unique name, whose second use is 50353', async () => {
    const { sid } = await api.conversations.create({ uniqueName: 'the-one', attributes: '{"a":1}' });
    expect(await api.conversations('the-one').fetch()).toMatchObject({ sid, attributes: '{"a":1}', state: 'active' });
    await expect(api.conversations.create({ uniqueName: 'the-one' })).rejects.toMatchObject({ code: 50353, status: 409 });
  });

  it('closed are final', async () => {
    const { sid } = await api.conversations.create();
    await api.conversations(sid).update({ state: 'closed' });
    await expect(api.conversations(sid).update({ friendlyName: 'A' })).rejects.toMatchObject({ code: 50377 });
    await expect(api.conversations(sid).messages.create({ body: 'Hi' })).rejects.toMatchObject({ code: 50377 });
    await expect(api.conversations(sid).remove()).resolves.toBe(true);
  });
});

describe('participants', () => {
  it('are unique by identity (with case) and found by it', async () => {
    const { sid } = await api.conversations.create();
    const { participants } = api.conversations(sid);
    const added = await participants.create({ identity: ana });
    await expect(participants.create({ identity: ana })).rejects.toMatchObject({ code: 50433, status: 409 });
    expect(await api.conversations(sid).participants(ana).fetch()).toMatchObject({ sid: added.sid });
    await expect(api.conversations(sid).participants('Ana@example.test').fetch()).rejects.toMatchObject({ code: 20404 });
  });

  it('bind a pair to one open conversation, until it is closed', async () => {
    const first = await api.conversations.create();
    const second = await api.conversations.create();
    await api.conversations(first.sid).participants.create(customerBinding());
    await expect(api.conversations(second.sid).participants.create(customerBinding())).rejects.toMatchObject({
      code: 50416,
      status: 409,
      message: expect.stringContaining(`already exists in Conversation ${first.sid}`),
    });
    expect(await api.participantConversations.list({ address: mara })).toMatchObject([{ conversationSid: first.sid }]);
    await api.conversations(first.sid).update({ state: 'closed' });
    await expect(api.conversations(second.sid).participants.create(customerBinding())).resolves.toMatchObject({ identity: null });
  });

  it('need an address that can be reached and a number of ours', async () => {
    const { sid } = await api.conversations.create();
    const { participants } = api.conversations(sid);
    await expect(participants.create(customerBinding('0415 5550132'))).rejects.toMatchObject({ code: 50407 });
    await expect(participants.create(customerBinding(`whatsapp:${mara}`))).rejects.toMatchObject({ code: 50408 });
    await expect(
      participants.create({ ...customerBinding('+14155550199'), 'messagingBinding.proxyAddress': '+15550000000' }),
    ).rejects.toMatchObject({ code: 50408 });
    await expect(participants.create({})).rejects.toMatchObject({ code: 20001, message: expect.stringContaining('Identity not provided') });
    await expect(participants.create({ identity: ana, attributes: JSON.stringify('x'.repeat(4096)) })).rejects.toMatchObject({
      code: 20001,
    });
  });
});

describe('messages', () => {
  it('are numbered, paged in both orders, and keep their numbers when one is deleted', async () => {
    const { sid } = await api.conversations.create();
    const { messages } = api.conversations(sid);
    for (const body of ['0', '1', '2', '3', '4']) await messages.create({ body, author: ana });
    const [, second] = await messages.list();
    await api
      .conversations(sid)
      .messages(second?.sid ?? '')
      .remove();
    const indexes = async (order: 'asc' | 'desc') => (await messages.list({ pageSize: 2, order })).map(({ index }) => index);
    expect(await indexes('asc')).toEqual([0, 2, 3, 4]);
    expect(await indexes('desc')).toEqual([4, 3, 2, 0]);
    const page = await messages.page({ pageSize: 2 });
    await messages.create({ body: '5' });
    expect((await page.nextPage())?.instances.map(({ index }) => index)).toEqual([3, 4]);
    await expect(messages.create({ body: 'x'.repeat(1_601) })).rejects.toMatchObject({ code: 20001 });
  });
});

describe('Frontline users', () => {
  it('exist from their first log-in, by SID and by identity with case', async () => {
    const { users } = twilioClient(twilio).frontlineApi.v1;
    await api.users.create({ identity: 'new@example.test' });
    await expect(users('new@example.test').fetch()).rejects.toMatchObject({ code: 20404 });
    twilio.app('new@example.test');
    const user = await users('new@example.test').fetch();
    expect(user).toMatchObject({ state: 'active', isAvailable: false });
    await expect(users('New@example.test').fetch()).rejects.toMatchObject({ status: 404 });
    expect(await users(user.sid).update({ isAvailable: true })).toMatchObject({ identity: 'new@example.test', isAvailable: true });
    expect((await api.users('new@example.test').fetch()).sid).toBe(user.sid);
  });
});
