import { attachEventBus } from '@frontline/emulators/event-bus';
import { startPubSub, type PubSub } from '@frontline/emulators/pubsub';
import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../clock.ts';
import type { ActivityPublisher } from '../pipeline/activity.ts';
import type { Receipt } from '../pipeline/receipt-source.ts';
import { activityPublisher } from './activity-publisher.ts';
import { activityTriggers } from './activity-triggers.ts';
import type { ApiUsage, CallKind, SalesforceClient } from './client.ts';
import { pubSubChannel, type PubSubChannel } from './pubsub-channel.ts';
import { pubSubClient } from './pubsub-client.ts';
import { receipts } from './receipts.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';

const app = testApp();
const KEY = `IM${'1'.repeat(32)}`;

let server: SalesforceServer;
let bus: ReturnType<typeof attachEventBus>;
let pubSub: PubSub;
let channel: PubSubChannel;
let client: SalesforceClient;
let publisher: ActivityPublisher;
let owner: string;
let requests: CallKind[];
let usage: ApiUsage[];

beforeEach(async () => {
  server = await startSalesforce({ clients: [app.registration] });
  const user = { Username: INTEGRATION_USER, LastName: 'Integration', Email: INTEGRATION_USER, LocaleSidKey: 'en_US', IsActive: true };
  owner = server.org.database.store('User', { ...user, UserType: 'Standard' });
  bus = attachEventBus(server.org);
  pubSub = await startPubSub({ org: server.org, bus, port: 0, instanceUrl: server.url });
  requests = [];
  usage = [];
  const connected = app.connect(server.url, { onRequest: (kind) => requests.push(kind), onUsage: (told) => usage.push(told) });
  client = connected.client;
  channel = pubSubChannel(connected.sessions, { endpoint: pubSub.endpoint, caPem: pubSub.caPem });
  publisher = activityPublisher({ clock: systemClock, sessions: connected.sessions, pubSub: pubSubClient(channel) });
});
afterEach(async () => {
  channel.close();
  await pubSub.close();
  await server.close();
});

/** Publishes one message, and waits until the trigger has nothing left to do, or is stopped. */
async function publish(): Promise<string> {
  const message = { key: KEY, dedupeKey: KEY, kind: 'message', conversationSid: 'CH1', occurredAt: '2026-11-20T09:00:00Z' } as const;
  const [result] = await publisher.publish([{ ...message, ownerId: owner }]);
  if (result?.outcome !== 'stored') throw new Error('the event bus did not store the event');
  while (!bus.isIdle()) await new Promise<void>((resolve) => setImmediate(resolve));
  return result.replayId;
}

describe('asking for receipts', () => {
  it('says what became of a key, and what the call cost', async () => {
    await publish();
    await expect(receipts(client).receiptsOf([KEY, 'IM2'])).resolves.toEqual(
      new Map<string, Receipt>([
        [KEY, { fate: 'task', trace: { failedKinds: [] } }],
        ['IM2', { fate: 'unknown' }],
      ]),
    );
    expect(requests).toEqual(['apexrest']);
    expect(usage).toEqual([{ used: 1, limit: 104_000 }]);
  });

  it('says what changes have left on the Task', async () => {
    await publish();
    const change = { key: KEY, conversationSid: 'CH1', ownerId: owner } as const;
    await publisher.publish([
      { ...change, kind: 'status', dedupeKey: 's', occurredAt: '2026-11-20T09:00:05Z', deliveryStatus: 'read' },
      { ...change, kind: 'edit', dedupeKey: 'e', occurredAt: '2026-11-20T09:01:00.789Z', body: 'Hello' },
      { ...change, kind: 'delete', dedupeKey: 'd', occurredAt: '2026-11-20T09:02:00Z' },
    ]);
    while (!bus.isIdle()) await new Promise<void>((resolve) => setImmediate(resolve));
    const trace = { deliveryStatus: 'read', editedAt: new Date('2026-11-20T09:01:00Z'), deletedAt: new Date('2026-11-20T09:02:00Z') };
    expect((await receipts(client).receiptsOf([KEY])).get(KEY)).toEqual({ fate: 'task', trace: { ...trace, failedKinds: [] } });
  });

  it('takes the word of a package that knows no traces', async () => {
    const apexRest = (({ answer }) => Promise.resolve(answer.parse({ receipts: { IM1: 'task' } }))) as SalesforceClient['apexRest'];
    expect(await receipts({ apexRest }).receiptsOf(['IM1'])).toEqual(new Map([['IM1', { fate: 'task' }]]));
  });

  it('tells an org without the package from an outage', async () => {
    const pathContains = '/frontline/receipts';
    server.org.faults.set({
      requestFaults: [{ pathContains, times: 1, status: 404, errorCode: 'NOT_FOUND', message: 'no such resource' }],
    });
    await expect(receipts(client).receiptsOf([KEY])).rejects.toMatchObject({ code: 'upstream_refused', upstreamCode: 'NOT_FOUND' });
    server.org.faults.set({ outage: 'unavailable' });
    await expect(receipts(client).receiptsOf([KEY])).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});

describe('asking for the trigger', () => {
  const look = async () => {
    const [trigger] = await activityTriggers(client).all();
    return trigger;
  };

  it('tells which events it has passed', async () => {
    const passed = await publish();
    bus.subscription('FrontlineActivityTrigger')?.suspend();
    const waiting = await publish();
    const trigger = await look();
    expect(trigger).toMatchObject({ name: 'FrontlineActivityTrigger', status: 'Suspended', retries: 0 });
    expect([passed, waiting, 'opaque'].map((id) => trigger?.hasPassed(id))).toEqual(['yes', 'no', 'unknown']);
  });

  it('quotes what stopped it', async () => {
    bus.subscription('FrontlineActivityTrigger')?.fail('No such column');
    await expect(look()).resolves.toMatchObject({ status: 'Error', lastError: 'No such column' });
  });

  it('trusts no place of a trigger that works in partitions', async () => {
    const id = await publish();
    const [row] = server.org.database.rows('EventBusSubscriber');
    server.org.database.store('EventBusSubscriber', { ...row, IsPartitioned: true });
    expect((await look())?.hasPassed(id)).toBe('unknown');
  });
});
