import { attachEventBus } from '@frontline/emulators/event-bus';
import { startPubSub } from '@frontline/emulators/pubsub';
import { startSalesforce } from '@frontline/emulators/salesforce';
import type { Activity } from '../pipeline/activity.ts';
import { askReceipts } from '../pipeline/ask-receipts.ts';
import type { PublishOutcome } from '../pipeline/outbox.ts';
import { activityPublisher } from '../salesforce/activity-publisher.ts';
import { activityTriggers } from '../salesforce/activity-triggers.ts';
import type { CallKind } from '../salesforce/client.ts';
import { pubSubChannel } from '../salesforce/pubsub-channel.ts';
import { pubSubClient } from '../salesforce/pubsub-client.ts';
import { receipts } from '../salesforce/receipts.ts';
import { INTEGRATION_USER, testApp } from '../salesforce/testing/test-app.ts';
import { IN_PROCESS } from '../store/testing/engines.ts';
import { activity, fillOutbox } from '../store/testing/entries.ts';

export const SECOND_LOOK_MS = 60_000;

const app = testApp();
const [SQLITE] = IN_PROCESS;

/** A store, an org whose trigger may be stopped, and the question for receipts between them, at a time that the test moves. */
export type ReceiptsWorld = Awaited<ReturnType<typeof receiptsWorld>>;

export async function receiptsWorld() {
  if (SQLITE === undefined) throw new Error('there is no engine to test on');
  const kept = await SQLITE.open();
  const server = await startSalesforce({ clients: [app.registration] });
  const user = { Username: INTEGRATION_USER, LastName: 'Integration', Email: INTEGRATION_USER, LocaleSidKey: 'en_US', IsActive: true };
  const owner = server.org.database.store('User', { ...user, UserType: 'Standard' });
  const bus = attachEventBus(server.org);
  const pubSub = await startPubSub({ org: server.org, bus, port: 0, instanceUrl: server.url });
  const requests: CallKind[] = [];
  const told: string[] = [];
  const { client, sessions } = app.connect(server.url, { onRequest: (kind) => requests.push(kind) });
  const channel = pubSubChannel(sessions, { endpoint: pubSub.endpoint, caPem: pubSub.caPem });
  const publisher = activityPublisher({ clock: kept.time.clock, sessions, pubSub: pubSubClient(channel) });
  const log = (_fields: unknown, message?: string) => void told.push(message ?? '');
  const one = askReceipts({
    published: kept.store.published,
    triggers: activityTriggers(client),
    receipts: receipts(client),
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
  const ask = () => one(() => false);
  const trigger = () => {
    const subscription = bus.subscription('FrontlineActivityTrigger');
    if (subscription === undefined) throw new Error('the org has no activity trigger');
    return subscription;
  };
  const settled = async () => {
    while (!bus.isIdle()) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const publishWaiting = async (): Promise<string[]> => {
    const batch = await kept.store.outbox.claimBatch({ maxEvents: 200, maxBytes: 3_000_000, leaseMs: 30_000 });
    const results = await publisher.publish(batch.items.map((item) => item.activity));
    const outcomes = results.map((result): PublishOutcome => {
      if (result.outcome === 'refused') throw new Error(result.reason);
      return { ...result, outcome: 'published' };
    });
    await kept.store.outbox.settle(batch, outcomes);
    await settled();
    return batch.items.map((item) => item.activity.key);
  };
  let happening = 0;
  const publishAll = async (activities: readonly Omit<Partial<Activity>, 'dedupeKey'>[]) => {
    const named = activities.map((said) => activity({ ownerId: owner, dedupeKey: `${said.key}:${(happening += 1)}`, ...said }));
    await fillOutbox(kept.store, named);
    return publishWaiting();
  };
  return {
    kept,
    org: server.org,
    /** Kinds of the requests made. */
    requests,
    /** What was logged and observed, a word or line each. */
    told,
    ask,
    trigger,
    /** Waits until the trigger has nothing to do. */
    settled,
    /** Publishes what waits in the outbox; answers the keys. */
    publishWaiting,
    /** Publishes a message for each key. */
    publish: (...keys: readonly string[]) => publishAll(keys.map((key, index) => ({ key, index }))),
    /** Publishes what came after the message IM1. */
    change: (said: Partial<Activity> & Pick<Activity, 'kind'>) => publishAll([{ key: 'IM1', body: 'Good evening', ...said }]),
    /** Events that are published meanwhile never come to the trigger, which goes on behind them. */
    losing: async (work: () => Promise<unknown>) => {
      trigger().fail('No such column');
      await work();
      trigger().resume();
      await settled();
    },
    pass: (ms: number) => kept.time.advance(ms),
    lookAgain: async () => {
      kept.time.advance(SECOND_LOOK_MS);
      await ask();
    },
    taskOf: (key: string) => server.org.database.rows('Task').find((task) => task['Frontline_Key__c'] === key),
    /** Keys that wait for their receipt and are due. */
    waiting: async () => (await kept.store.published.due(1_000)).map(({ activity: { key } }) => key),
    dead: async () => (await kept.store.backlog.counts()).outbox.dead,
    close: async () => {
      channel.close();
      await pubSub.close();
      await server.close();
      await kept.destroy();
    },
  };
}
