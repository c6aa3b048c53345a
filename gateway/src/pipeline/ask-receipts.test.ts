import { attachEventBus } from '@frontline/emulators/event-bus';
import { startPubSub, type PubSub } from '@frontline/emulators/pubsub';
import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { activityPublisher } from '../salesforce/activity-publisher.ts';
import { activityTriggers } from '../salesforce/activity-triggers.ts';
import type { CallKind } from '../salesforce/client.ts';
import { pubSubChannel, type PubSubChannel } from '../salesforce/pubsub-channel.ts';
import { pubSubClient } from '../salesforce/pubsub-client.ts';
import { receipts } from '../salesforce/receipts.ts';
import { INTEGRATION_USER, testApp } from '../salesforce/testing/test-app.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { activity, fillOutbox } from '../store/testing/entries.ts';
import type { ActivityPublisher } from './activity.ts';
import { askReceipts } from './ask-receipts.ts';
import type { PublishOutcome } from './outbox.ts';

const app = testApp();
const SECOND_LOOK_MS = 60_000;
const [SQLITE] = IN_PROCESS;

let kept: TestStore;
let server: SalesforceServer;
let bus: ReturnType<typeof attachEventBus>;
let pubSub: PubSub;
let channel: PubSubChannel;
let publisher: ActivityPublisher;
let requests: CallKind[];
let told: string[];
let ask: () => Promise<unknown>;
let owner: string;
let happening = 0;

beforeEach(async () => {
  if (SQLITE === undefined) throw new Error('there is no engine to test on');
  kept = await SQLITE.open();
  server = await startSalesforce({ clients: [app.registration] });
  const user = { Username: INTEGRATION_USER, LastName: 'Integration', Email: INTEGRATION_USER, LocaleSidKey: 'en_US', IsActive: true };
  owner = server.org.database.store('User', { ...user, UserType: 'Standard' });
  bus = attachEventBus(server.org);
  pubSub = await startPubSub({ org: server.org, bus, port: 0, instanceUrl: server.url });
  requests = [];
  told = [];
  const { client, sessions } = app.connect(server.url, { onRequest: (kind) => requests.push(kind) });
  channel = pubSubChannel(sessions, { endpoint: pubSub.endpoint, caPem: pubSub.caPem });
  publisher = activityPublisher({ clock: kept.time.clock, sessions, pubSub: pubSubClient(channel) });
  const log = (_fields: unknown, message?: string) => void told.push(message ?? '');
  const one = askReceipts({
    published: kept.store.published,
    triggers: activityTriggers(client),
    receipts: receipts(client),
    clock: kept.time.clock,
    secondLookMs: SECOND_LOOK_MS,
    onAdded: () => undefined,
    observer: {
      onWorked: () => undefined,
      onPublished: () => undefined,
      onRetry: () => undefined,
      onDead: ({ kind }) => told.push(`dead ${kind}`),
      onReceipt: ({ fate }) => told.push(fate),
      onRepublished: ({ kind }) => told.push(`again ${kind}`),
    },
    log: { debug: log, info: log, warn: log, error: log },
  });
  ask = () => one(() => false);
});
afterEach(async () => {
  channel.close();
  await pubSub.close();
  await server.close();
  await kept.destroy();
});

const trigger = () => {
  const subscription = bus.subscription('FrontlineActivityTrigger');
  if (subscription === undefined) throw new Error('the org has no activity trigger');
  return subscription;
};
const settled = async () => {
  while (!bus.isIdle()) await new Promise<void>((resolve) => setImmediate(resolve));
};
/** Publishes what waits in the outbox; answers the keys. */
async function publishWaiting(): Promise<string[]> {
  const batch = await kept.store.outbox.claimBatch({ maxEvents: 200, maxBytes: 3_000_000, leaseMs: 30_000 });
  const results = await publisher.publish(batch.items.map((item) => item.activity));
  const outcomes = results.map((result): PublishOutcome => {
    if (result.outcome === 'refused') throw new Error(result.reason);
    return { ...result, outcome: 'published' };
  });
  await kept.store.outbox.settle(batch, outcomes);
  await settled();
  return batch.items.map((item) => item.activity.key);
}
const publish = async (...keys: string[]) => {
  const activities = keys.map((key, index) => activity({ key, dedupeKey: `${key}:${(happening += 1)}`, index, ownerId: owner }));
  await fillOutbox(kept.store, activities);
  return publishWaiting();
};
const pass = (ms: number) => kept.time.advance(ms);
const waiting = async () => (await kept.store.published.due(1_000)).map((one) => one.activity.key);
const dead = async () => (await kept.store.backlog.counts()).outbox.dead;

describe('receipts', () => {
  it('are asked for together, after a while, and settle what Salesforce has recorded', async () => {
    await publish('IM1', 'IM2');
    await ask();
    expect(requests).toEqual([]);
    pass(15_000);
    await ask();
    expect(requests).toEqual(['query', 'apexrest']);
    expect(told).toEqual(expect.arrayContaining(['task', 'task']));
    expect(await waiting()).toEqual([]);
    pass(10 * SECOND_LOOK_MS);
    await ask();
    expect(requests).toHaveLength(2);
  });

  it('cost five questions and a look for a thousand messages', async () => {
    for (let hundred = 0; hundred < 5; hundred++) {
      await publish(...Array.from({ length: 200 }, (_, number) => `IM${hundred}-${number}`));
    }
    await ask();
    expect(requests).toEqual(['query', ...Array.from({ length: 5 }, () => 'apexrest')]);
    expect(await waiting()).toEqual([]);
  });

  it('wait while the trigger is suspended, and come once it has caught up', async () => {
    trigger().suspend();
    await publish('IM1');
    pass(SECOND_LOOK_MS);
    await ask();
    pass(10 * SECOND_LOOK_MS);
    await ask();
    expect(requests).toEqual(['query', 'query']);
    expect(told).toEqual(['the activity trigger has stopped: receipts wait']);
    trigger().resume();
    await settled();
    await ask();
    expect(told.slice(1)).toEqual(['the activity trigger takes events', 'task']);
    expect(await dead()).toBe(0);
  });

  it('have what the trigger skipped after an error published again', async () => {
    await publish('IM1');
    trigger().fail('No such column');
    await publish('IM2');
    pass(SECOND_LOOK_MS);
    await ask();
    expect(requests).toEqual(['query']);
    trigger().resume(); // at the newest event: IM2 is skipped
    await settled();
    await ask();
    expect(told).toEqual(expect.arrayContaining(['task', 'unknown', 'again message']));
    expect(await publishWaiting()).toEqual(['IM2']);
    pass(15_000);
    await ask();
    expect(server.org.database.rows('Task').map((task) => task['Frontline_Key__c'])).toEqual(['IM1', 'IM2']);
    expect(await waiting()).toEqual([]);
  });

  it('give an activity up that is lost again and again, saying where to look', async () => {
    for (let time = 0; time < 4; time++) {
      trigger().fail('No such column');
      if (time === 0) await publish('IM1');
      else expect(await publishWaiting()).toEqual(['IM1']);
      trigger().resume();
      pass(SECOND_LOOK_MS);
      await ask();
    }
    expect(told.filter((what) => what === 'again message')).toHaveLength(3);
    expect(told).toContain('dead message');
    expect(await dead()).toBe(1);
  });

  it('settle an edit only once the trigger has passed it', async () => {
    await publish('IM1');
    trigger().suspend();
    pass(1_000);
    await publish('IM1');
    trigger().resume(); // it takes its next batch a moment later: here, never
    trigger().close();
    pass(15_000);
    await ask();
    expect(requests).toEqual(['query', 'apexrest']);
    pass(15_000);
    expect(await waiting()).toEqual(['IM1']);
  });

  it('leave a tombstone where somebody has deleted the Task', async () => {
    await publish('IM1');
    const [task] = server.org.database.rows('Task');
    server.org.database.delete('Task', String(task?.['Id']));
    pass(15_000);
    await ask();
    expect([...(await kept.store.tombstones.among(['IM1']))]).toEqual(['IM1']);
  });

  it('are asked for, but nothing is published again, where the trigger cannot be seen', async () => {
    const noSuchType = { pathContains: '/query', times: 10, status: 400, errorCode: 'INVALID_TYPE', message: 'not supported' };
    server.org.faults.set({ requestFaults: [noSuchType] });
    await publish('IM1');
    trigger().fail('No such column');
    await publish('IM2');
    pass(SECOND_LOOK_MS);
    await ask();
    pass(SECOND_LOOK_MS * 15);
    await ask();
    expect(told).toEqual(expect.arrayContaining(['task', 'unknown']));
    expect(told).not.toContain('again message');
    expect(await dead()).toBe(0);
    pass(72 * 3_600_000);
    await ask();
    expect(await dead()).toBe(1);
  });

  it('wait when the org does not have the package', async () => {
    const missing = { pathContains: '/frontline/receipts', times: 1, status: 404, errorCode: 'NOT_FOUND', message: 'no such resource' };
    server.org.faults.set({ requestFaults: [missing] });
    await publish('IM1');
    pass(15_000);
    await expect(ask()).rejects.toMatchObject({ code: 'upstream_refused' });
    await ask();
    expect(await waiting()).toEqual([]);
  });
});
