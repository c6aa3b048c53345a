import { createFaults, type Faults } from '../faults.ts';
import { createSessions, type Sessions } from '../sessions.ts';
import { createEventBus, type EventBus } from './event-bus.ts';
import { createManualTime, type ManualTime } from './manual-time.ts';
import { orderEventSchema } from './order-event.ts';
import { RawClient } from './raw-client.ts';
import { type PubSub, startPubSub } from './start-pubsub.ts';
import type { Topic } from './topic.ts';

export const ORG_ID = '00D5i00000FrtLnEAN';
export const USER_ID = '005000000000001AAA';

export type TestPubSub = {
  readonly time: ManualTime;
  readonly bus: EventBus;
  readonly orders: Topic;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly pubsub: PubSub;
  readonly token: string;
  client(headers?: Readonly<Record<string, string>>): RawClient;
  stop(): Promise<void>;
};

/** A Pub/Sub API on a free port over an org with Order_Event__e, and clients for it. */
export const startTestPubSub = async (): Promise<TestPubSub> => {
  const time = createManualTime();
  const bus = createEventBus({ ...time, schema: orderEventSchema, transaction: (work) => work() });
  const sessions = createSessions({ clock: time.clock, orgId: ORG_ID });
  const faults = createFaults();
  const org = { id: ORG_ID, sessions, faults };
  const pubsub = await startPubSub({ org, bus, port: 0, instanceUrl: 'http://127.0.0.1:8081', timers: time.timers });
  const { token } = sessions.open({ userId: USER_ID, clientId: 'test' });
  const orders = bus.topic('Order_Event__e');
  if (!orders) throw new Error('the schema has this event');
  const clients: RawClient[] = [];
  return {
    ...{ time, bus, orders, sessions, faults, pubsub, token },
    client: (headers = {}) => {
      const all = { accesstoken: token, instanceurl: 'https://127.0.0.1:8081', tenantid: ORG_ID, ...headers };
      const client = new RawClient({ endpoint: pubsub.endpoint, caPem: pubsub.caPem, headers: all });
      clients.push(client);
      return client;
    },
    stop: async () => {
      clients.forEach((client) => client.close());
      await pubsub.close();
    },
  };
};
