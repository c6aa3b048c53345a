import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { businessMessages } from './business-messages.ts';
import { contentApprovals } from './content-approvals.ts';
import { frontlineWorkers } from './frontline-workers.ts';
import { rememberedFrontlineWorkers } from './remembered-frontline-workers.ts';
import { twilioClient } from './twilio-client.ts';

const ANA = 'ana@northwind.example';

let twilio: Twilio;
let now: number;
const clock = { now: () => new Date(now) };
beforeEach(async () => {
  now = 1_000;
  twilio = await startTwilio({ workers: [ANA] });
});
afterEach(() => twilio.close());

const client = () => twilioClient({ accountSid: twilio.account.accountSid, authToken: twilio.account.authToken, apiUrl: twilio.url });

describe('Frontline users', () => {
  it('are told with their state, in the spelling of the app; unknown ones are nobody', async () => {
    const workers = frontlineWorkers(client());
    await expect(workers.find(ANA)).resolves.toEqual({ identity: ANA, isActive: true, isAvailable: false });
    await expect(workers.find(ANA.toUpperCase())).resolves.toMatchObject({ identity: ANA });
    await expect(workers.find('nobody@northwind.example')).resolves.toBeUndefined();
    await (await client()()).frontlineApi.v1.users(encodeURIComponent(ANA)).update({ state: 'deactivated', isAvailable: true });
    await expect(workers.find(ANA)).resolves.toEqual({ identity: ANA, isActive: false, isAvailable: true });
  });

  it('are remembered for ten seconds', async () => {
    const workers = rememberedFrontlineWorkers({ workers: frontlineWorkers(client()), clock });
    await expect(workers.find(ANA)).resolves.toMatchObject({ isAvailable: false });
    await (await client()()).frontlineApi.v1.users(encodeURIComponent(ANA)).update({ isAvailable: true });
    now += 9_000;
    await expect(workers.find(ANA)).resolves.toMatchObject({ isAvailable: false });
    now += 1_001;
    await expect(workers.find(ANA)).resolves.toMatchObject({ isAvailable: true });
  });
});

describe('messages of the business', () => {
  it('are found again by their key, among others', async () => {
    const messages = businessMessages(client());
    const { sid: conversationSid } = await (await client()()).conversations.v1.conversations.create({});
    const own = { conversationSid, key: 'reply:1', since: new Date() };
    await expect(messages.find(own)).resolves.toBeUndefined();
    const sent = await messages.send({ ...own, author: '+14155550100', text: 'Closed' });
    await messages.send({ conversationSid, key: 'reply:2', author: '+14155550100', text: 'Closed' });
    await expect(messages.find(own)).resolves.toEqual(sent);
    expect(sent).toMatchObject({ sid: expect.stringMatching(/^IM/), index: 0 });
  });

  it('are found behind however many that are newer, and not looked for among those that are older than they may be', async () => {
    const messages = businessMessages(client());
    const { conversations } = (await client()()).conversations.v1;
    const { sid: conversationSid } = await conversations.create({});
    const since = new Date();
    const sent = await messages.send({ conversationSid, key: 'send:1', author: ANA, text: 'Hello' });
    await Promise.all(Array.from({ length: 101 }, () => conversations(conversationSid).messages.create({ author: ANA, body: 'More' })));
    await expect(messages.find({ conversationSid, key: 'send:1', since })).resolves.toEqual(sent);
    const later = new Date(since.getTime() + 60 * 60_000);
    await conversations(conversationSid).messages.create({ author: ANA, body: 'Later', dateCreated: later });
    await expect(messages.find({ conversationSid, key: 'send:1', since: later })).resolves.toBeUndefined();
  });
});

describe('approvals of content', () => {
  it('follow what WhatsApp says: remembered for five minutes once given, for one until then', async () => {
    const { accountSid, authToken } = twilio.account;
    const created = await fetch(`${twilio.url}/content/v1/Content`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: JSON.stringify({ language: 'en', types: { 'twilio/text': { body: 'Hi {{1}}' } } }),
    });
    const { sid } = (await created.json()) as { sid: string };
    const approvals = contentApprovals(client(), { clock });
    const verdict = (status: string) =>
      fetch(`${twilio.url}/__emulator/content/${sid}/approval`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ status }),
      });
    await expect(approvals.stateOf(sid)).resolves.toBe('unsubmitted');
    await verdict('approved');
    await expect(approvals.stateOf(sid)).resolves.toBe('unsubmitted');
    now += 60_001;
    await expect(approvals.stateOf(sid)).resolves.toBe('approved');
    await verdict('paused');
    now += 299_000;
    await expect(approvals.stateOf(sid)).resolves.toBe('approved');
    now += 1_001;
    await expect(approvals.stateOf(sid)).resolves.toBe('paused');
    await expect(approvals.stateOf(`HX${'0'.repeat(32)}`)).resolves.toBe('missing');
  });
});
