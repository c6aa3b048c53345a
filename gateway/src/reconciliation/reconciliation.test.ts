import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acceptEvent } from '../conversations/accept-event.ts';
import { until } from '../store/testing/until.ts';
import { comparing, MINUTE, type Comparing } from '../testing/comparing.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { startWebhookCollector, type WebhookCollector } from '../testing/webhook-collector.ts';

const ANA = 'ana@x';
const MARA = '+14155550132';
const DAY = 24 * 60 * MINUTE;

let twilio: Twilio;
let webhooks: WebhookCollector;
let test: Comparing;

beforeEach(async () => {
  webhooks = await startWebhookCollector();
  test = await comparing(() => twilio);
  twilio = await startTwilio({
    workers: [ANA],
    webhooks: { postWebhookUrl: webhooks.url },
    settings: { initializingMs: 0, deliveryStepMs: 0 },
    clock: test.emulatorClock,
  });
});
afterEach(async () => {
  await twilio.close();
  await webhooks.close();
  await test.kept.destroy();
});

const accept = (form: Readonly<Record<string, string>>) => acceptEvent(test.kept.store)(form);
const payloads = async () => {
  const entries: Record<string, string>[] = [];
  for (;;) {
    const [claim] = await test.kept.store.workQueue.claimLanes({ limit: 1, leaseMs: 60_000 });
    if (!claim) return entries;
    for (let entry = await test.kept.store.workQueue.next(claim); entry; entry = await test.kept.store.workQueue.next(claim)) {
      entries.push(JSON.parse(entry.payload) as Record<string, string>);
      await test.kept.store.workQueue.complete(entry, []);
    }
    await test.kept.store.workQueue.release(claim);
  }
};
const text = async (body: string, from = MARA) => {
  const taken = await twilio.phones.text({ from, body });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
};
/** A conversation of Mara's with Ana in it, of whose past the inbox knows everything. */
async function established() {
  const { conversationSid, messageSid } = await text('Hello');
  await (await rest()).conversations(conversationSid).participants.create({ identity: ANA });
  await test.kept.store.memory.learn({ conversationSid, worker: ANA });
  for (const type of ['onConversationAdded', 'onParticipantAdded', 'onMessageAdded']) {
    await accept(await webhooks.one((form) => form.EventType === type && form.ConversationSid === conversationSid));
  }
  await test.kept.store.inbox.accept({ key: `routing:${conversationSid}:h`, lane: 'r', conversationSid, kind: 'routing', payload: '{}' });
  return { conversationSid, messageSid };
}
const rest = async () => (await twilioClient({ ...twilio.account, apiUrl: twilio.url })()).conversations.v1;
const compareOnce = async () => {
  test.time.advance(MINUTE);
  return test.create().run();
};

describe('reconciliation', () => {
  it('feeds a message that was missed exactly as its webhook would have been', async () => {
    const { conversationSid } = await established();
    await compareOnce();
    const missed = await text('Are you there?');
    const sent = await twilio.app(ANA).send({ conversationSid, body: 'Yes' });
    const told = [missed.messageSid, sent.sid].map((sid) => webhooks.one(({ MessageSid }) => MessageSid === sid));
    await payloads();
    expect(await compareOnce()).toMatchObject({ missing: 3 });
    const fed = await payloads();
    for (const webhook of await Promise.all(told)) {
      const { DateCreated = '', ...payload } = fed.find((form) => form.MessageSid === webhook.MessageSid && form.Index !== undefined) ?? {};
      expect(webhook).toMatchObject(payload);
      expect(webhook.DateCreated?.slice(0, 19)).toBe(DateCreated.slice(0, 19));
    }
    expect(fed).toContainEqual(expect.objectContaining({ EventType: 'onDeliveryUpdated', MessageSid: sent.sid, Status: 'delivered' }));
    expect(await compareOnce()).toMatchObject({ missing: 0 });
  });

  it('leaves what a webhook may still bring, and takes a late webhook for the same', async () => {
    const { conversationSid, messageSid } = await text('Hello');
    expect(await test.create().run()).toMatchObject({ missing: 0 });
    await compareOnce();
    const webhook = await webhooks.one(({ EventType }) => EventType === 'onMessageAdded');
    expect(await accept(webhook)).toBe('duplicate');
    expect((await test.keysOf(conversationSid)).filter((key) => key === `onMessageAdded:${messageSid}`)).toHaveLength(1);
  });

  it('finds a rep for a conversation that began while nobody listened, and names it', async () => {
    await compareOnce();
    const { conversationSid, messageSid } = await text('Anybody?');
    await compareOnce();
    const keys = await test.keysOf(conversationSid);
    expect(keys.map((key) => key.split(':')[0])).toEqual(['onParticipantAdded', 'onConversationAdded', 'onMessageAdded', 'routing']);
    expect(keys).toContain(`onMessageAdded:${messageSid}`);
    const fed = await payloads();
    expect(fed).toContainEqual({
      ConversationSid: conversationSid,
      'MessagingBinding.Address': MARA,
      'MessagingBinding.ProxyAddress': twilio.account.smsNumber,
    });
    expect(fed.find(({ EventType }) => EventType === 'onConversationAdded')).toMatchObject({ 'MessagingBinding.Address': MARA });
  });

  it('asks no rep into a conversation that is closed, has one, or is being routed', async () => {
    await compareOnce();
    const closed = await text('Never mind', '+14155550133');
    await (await rest()).conversations(closed.conversationSid).update({ state: 'closed' });
    const withRep = await twilio
      .app(ANA)
      .startConversation({ customerId: '003A', channel: { type: 'sms', value: '+14155550134' } })
      .catch(() => undefined);
    const routed = await text('Hello', '+14155550135');
    await test.kept.store.inbox.accept({
      key: `routing:${routed.conversationSid}:h`,
      lane: 'r',
      conversationSid: routed.conversationSid,
      kind: 'routing',
      payload: '{}',
    });
    await compareOnce();
    expect(withRep).toBeUndefined();
    for (const { conversationSid } of [closed, routed]) {
      expect((await test.keysOf(conversationSid)).filter((key) => key.startsWith('routing:') && !key.endsWith(':h'))).toEqual([]);
    }
    expect(await test.keysOf(closed.conversationSid)).toContainEqual(expect.stringContaining('onConversationStateUpdated'));
  });

  it('feeds an edit once, whether its webhook came or not', async () => {
    const { conversationSid, messageSid } = await established();
    await compareOnce();
    await (await rest()).conversations(conversationSid).messages(messageSid).update({ body: 'Hello, again' });
    await payloads();
    expect(await compareOnce()).toMatchObject({ missing: 1 });
    expect(await payloads()).toMatchObject([{ EventType: 'onMessageUpdated', MessageSid: messageSid, Body: 'Hello, again' }]);
    const sent = await twilio.app(ANA).send({ conversationSid, body: 'Helo' });
    test.time.advance(1_234);
    await twilio.app(ANA).edit({ conversationSid, messageSid: sent.sid, body: 'Hello' });
    for (const type of ['onMessageAdded', 'onMessageUpdated', 'onDeliveryUpdated']) {
      await accept(await webhooks.one((form) => form.EventType === type && form.MessageSid === sent.sid && form.Status !== 'sent'));
    }
    expect(await compareOnce()).toMatchObject({ missing: 0 });
  });

  it('finds a message that is gone, asking for it by name', async () => {
    const { conversationSid } = await established();
    const { messageSid } = await text('Oops');
    await accept(await webhooks.one(({ MessageSid }) => MessageSid === messageSid));
    await compareOnce();
    await (await rest()).conversations(conversationSid).messages(messageSid).remove();
    await payloads();
    expect(await compareOnce()).toMatchObject({ missing: 1 });
    expect(await payloads()).toMatchObject([{ EventType: 'onMessageRemoved', MessageSid: messageSid }]);
    expect(test.asked.filter((call) => call.startsWith('hasMessage'))).toHaveLength(1);
  });

  it('finds that a message is gone of which it was told nothing but its delivery', async () => {
    const { conversationSid } = await established();
    const { sid: messageSid } = await twilio.app(ANA).send({ conversationSid, body: 'Oops' });
    await accept(await webhooks.one((form) => form.EventType === 'onDeliveryUpdated' && form.MessageSid === messageSid));
    await (await rest()).conversations(conversationSid).messages(messageSid).remove();
    await payloads();
    expect(await compareOnce()).toMatchObject({ missing: 1 });
    expect(await payloads()).toMatchObject([{ EventType: 'onMessageRemoved', MessageSid: messageSid }]);
  });

  it('never brings back what has a tombstone', async () => {
    await compareOnce();
    const { conversationSid, messageSid } = await text('Forget me');
    await test.kept.store.tombstones.add([messageSid], 'erased');
    await compareOnce();
    expect(await test.keysOf(conversationSid)).not.toContain(`onMessageAdded:${messageSid}`);
  });

  it('starts with the present, and goes back to where it was after downtime: into conversations that were long quiet', async () => {
    const { conversationSid: quiet } = await established();
    const { messageSid: before } = await text('Before the first start');
    test.time.advance(3 * DAY);
    await compareOnce();
    const { messageSid: missed } = await text('After three days');
    test.time.advance(DAY / 2);
    const reconciliation = test.create();
    reconciliation.start();
    await until(() => test.pages.some(({ missing }) => missing > 0));
    await reconciliation.stop();
    const keys = await test.keysOf(quiet);
    expect(keys).toContain(`onMessageAdded:${missed}`);
    expect(keys).not.toContain(`onMessageAdded:${before}`);
  });

  it('never goes back to where keys are forgotten, whoever asks', async () => {
    await established();
    const { conversationSid, messageSid: old } = await text('Old');
    test.time.advance(14 * DAY);
    const { messageSid: recent } = await text('Recent');
    test.time.advance(MINUTE);
    await test.create().run({ since: new Date(0) });
    const keys = await test.keysOf(conversationSid);
    expect(keys).toContain(`onMessageAdded:${recent}`);
    expect(keys).not.toContain(`onMessageAdded:${old}`);
  });
});
