import { attachEventBus } from '@frontline/emulators/event-bus';
import { startPubSub, type PubSub } from '@frontline/emulators/pubsub';
import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../clock.ts';
import type { Activity, ActivityPublisher } from '../pipeline/activity.ts';
import { activityPublisher } from './activity-publisher.ts';
import { pubSubChannel, type PubSubChannel, type PubSubOptions } from './pubsub-channel.ts';
import { pubSubClient } from './pubsub-client.ts';
import { startFreezingProxy, type FreezingProxy } from './testing/freezing-proxy.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';

const app = testApp();

let server: SalesforceServer;
let pubSub: PubSub;
let channel: PubSubChannel;
let publisher: ActivityPublisher;
let owner: string;
let proxy: FreezingProxy | undefined;

beforeEach(async () => {
  server = await startSalesforce({ clients: [app.registration] });
  const user = {
    Username: INTEGRATION_USER,
    LastName: 'Integration',
    Email: INTEGRATION_USER,
    LocaleSidKey: 'en_US',
    UserType: 'Standard',
    IsActive: true,
  };
  owner = server.org.database.store('User', user);
  const bus = attachEventBus(server.org);
  pubSub = await startPubSub({ org: server.org, bus, port: 0, instanceUrl: server.url });
  publisher = connect();
});
afterEach(async () => {
  proxy?.close();
  proxy = undefined;
  channel.close();
  await pubSub.close();
  await server.close();
});

function connect(options: Partial<PubSubOptions> = {}): ActivityPublisher {
  const { sessions } = app.connect(server.url);
  channel = pubSubChannel(sessions, { endpoint: pubSub.endpoint, caPem: pubSub.caPem, ...options });
  return activityPublisher({ clock: systemClock, sessions, pubSub: pubSubClient(channel) });
}

const activity = (number: number, more: Partial<Activity> = {}): Activity => ({
  key: `IM${String(number).padStart(32, '0')}`,
  dedupeKey: `IM${number}:message`,
  kind: 'message',
  conversationSid: `CH${'1'.repeat(32)}`,
  index: number,
  occurredAt: '2026-11-20T09:00:00.750Z',
  direction: 'inbound',
  channel: 'sms',
  customerAddress: '+14155550132',
  subject: 'SMS from Mara',
  ownerId: owner,
  ...more,
});

/** The Task that the package wrote for an activity, once it is there. */
async function task(key: string): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const [row] = server.org.database.findBy('Task', 'Frontline_Key__c', [key]);
    if (row !== undefined) return row;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

describe('activityPublisher', () => {
  it('stores an event, which becomes a Task', async () => {
    const message = activity(7, { body: 'Hello, José 😀' });
    const [result] = await publisher.publish([message]);
    expect(result).toEqual({
      dedupeKey: 'IM7:message',
      outcome: 'stored',
      replayId: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as unknown,
    });
    expect(await task(message.key)).toMatchObject({
      Subject: 'SMS from Mara',
      Description: 'Hello, José 😀',
      OwnerId: owner,
      Frontline_Index__c: 7,
      Frontline_Occurred_At__c: '2026-11-20T09:00:00.000+0000',
    });
  });

  it('cuts texts to their fields, never through a character', async () => {
    const message = activity(1, { subject: `${'x'.repeat(254)}😀`, body: '😀'.repeat(20_000) });
    await expect(publisher.publish([message])).resolves.toMatchObject([{ outcome: 'stored' }]);
    expect(await task(message.key)).toMatchObject({ Subject: 'x'.repeat(254), Description: '😀'.repeat(16_000) });
  });

  it('sends what is too much for one request in several, and answers in order', async () => {
    const body = '語'.repeat(32_000);
    const activities = Array.from({ length: 200 }, (_, index) => activity(index, { body }));
    const results = await publisher.publish(activities);
    expect(results.map(({ dedupeKey }) => dedupeKey)).toEqual(activities.map(({ dedupeKey }) => dedupeKey));
    expect(results.every(({ outcome }) => outcome === 'stored')).toBe(true);
  }, 30_000);

  it('tells which events the bus refused', async () => {
    pubSub.publishFaults.failPercent(50);
    const results = await publisher.publish([activity(1), activity(2), activity(3), activity(4)]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['stored', 'refused', 'stored', 'refused']);
    expect(results[1]).toMatchObject({
      dedupeKey: 'IM2:message',
      isTransient: true,
      reason: expect.stringContaining('Try again later') as unknown,
    });
    pubSub.publishFaults.failPercent(0);
    await expect(publisher.publish([activity(2)])).resolves.toMatchObject([{ outcome: 'stored' }]);
  });

  it('finds the one event that has its whole request rejected, and stores the others', async () => {
    pubSub.publishFaults.poison('poison');
    const activities = Array.from({ length: 200 }, (_, index) => activity(index, index === 77 ? { body: 'poison' } : {}));
    const results = await publisher.publish(activities);
    const refused = results.filter(({ outcome }) => outcome === 'refused');
    expect(refused).toMatchObject([{ dedupeKey: 'IM77:message', isTransient: false }]);
    expect(results.filter(({ outcome }) => outcome === 'stored')).toHaveLength(199);
  });

  it('does not bury an event that is rejected alone, nor many that are all rejected', async () => {
    pubSub.publishFaults.poison('poison');
    const poisoned = [1, 2, 3, 4].map((number) => activity(number, { body: 'poison' }));
    await expect(publisher.publish(poisoned.slice(0, 1))).resolves.toMatchObject([
      { outcome: 'refused', isTransient: true, cause: 'suspect' },
    ]);
    await expect(publisher.publish(poisoned)).rejects.toMatchObject({ code: 'upstream_refused', isTransient: true });
  });

  it('publishes nothing of a conversation behind an event that was refused for now in an earlier request', async () => {
    const body = '語'.repeat(32_000); // some thirty fill a request
    const activities = Array.from({ length: 100 }, (_, index) => activity(index, { body, conversationSid: index % 2 ? 'CH1' : 'CH2' }));
    pubSub.publishFaults.failPercent(1); // every hundredth; 96 others go before
    await publisher.publish(activities.slice(0, 1).concat(Array.from({ length: 95 }, (_, index) => activity(1_000 + index))));
    const results = await publisher.publish(activities);
    const first = results.findIndex(({ outcome }) => outcome === 'refused');
    const conversation = activities[first]?.conversationSid;
    const later = results.filter((_, index) => index > first + 33 && activities[index]?.conversationSid === conversation);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every(({ outcome }) => outcome === 'refused')).toBe(true);
    const others = results.filter((_, index) => activities[index]?.conversationSid !== conversation);
    expect(others.every(({ outcome }) => outcome === 'stored')).toBe(true);
  }, 30_000);

  it('goes on with a new session when the old one has expired', async () => {
    await publisher.publish([activity(1)]);
    server.org.sessions.expireAll();
    await expect(publisher.publish([activity(2)])).resolves.toMatchObject([{ outcome: 'stored' }]);
  });

  it('rejects during an outage and works after it', async () => {
    await publisher.publish([activity(1)]);
    for (const outage of ['unavailable', 'reset'] as const) {
      server.org.faults.set({ outage });
      await expect(publisher.publish([activity(2)])).rejects.toMatchObject({ isTransient: true });
      await expect(publisher.publish([activity(2)])).rejects.toMatchObject({ isTransient: true });
    }
    server.org.faults.clear();
    await expect(publisher.publish([activity(2)])).resolves.toMatchObject([{ outcome: 'stored' }]);
  });

  it('keeps its deadline, and replaces a connection that went silent', async () => {
    channel.close();
    proxy = await startFreezingProxy(pubSub.endpoint);
    publisher = connect({ endpoint: proxy.endpoint, deadlineMs: 1_000 });
    await publisher.publish([activity(1)]);
    proxy.freeze();
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(publisher.publish([activity(2)])).rejects.toMatchObject({ code: 'upstream_timeout' });
    }
    await expect(publisher.publish([activity(2)])).resolves.toMatchObject([{ outcome: 'stored' }]);
    expect(proxy.connections()).toBe(2);
  });

  it('trusts no other authority than the given one', async () => {
    channel.close();
    publisher = connect({ caPem: undefined });
    await expect(publisher.publish([activity(1)])).rejects.toMatchObject({ code: 'upstream_failed', upstreamCode: 'UNAVAILABLE' });
  });
});
