import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import PubSubApiClient from 'salesforce-pubsub-api-client';
import { ORG_ID, startTestPubSub, type TestPubSub } from './test-pubsub.ts';

const TOPIC = '/event/Order_Event__e';
const nobody = () => undefined;
const silent = { debug: nobody, info: nobody, warn: nobody, error: nobody, trace: nobody };

/** A client that others wrote, against the emulator: what both agree on is not our own reading of the protocol alone. */
describe('salesforce-pubsub-api-client', () => {
  let server: TestPubSub;
  let clients: PubSubApiClient[];
  let streams: Promise<undefined>[];

  beforeEach(async () => {
    server = await startTestPubSub();
    clients = [];
    streams = [];
  });

  afterEach(async () => {
    // Closing the client first would take its error listeners off streams that are still open, and end the process.
    await server.stop();
    await Promise.all(streams);
    clients.forEach((client) => client.close());
  });

  const connect = async () => {
    const client = new PubSubApiClient(
      {
        authType: 'user-supplied',
        accessToken: server.token,
        instanceUrl: 'https://127.0.0.1:8081',
        organizationId: ORG_ID,
        pubSubEndpoint: server.pubsub.endpoint,
        rejectUnauthorizedSsl: false,
      },
      silent,
    );
    clients.push(client);
    await client.connect();
    return client;
  };

  const order = (number: string) => ({
    CreatedDate: 0,
    CreatedById: '',
    Order_Number__c: { string: number },
    Note__c: null,
    Amount__c: { double: 1.5 },
    Count__c: null,
    Shipped__c: { boolean: true },
    Ordered_At__c: { long: Date.UTC(2026, 2, 1) },
    Due__c: null,
  });

  type OnMessage = (info: unknown, type: string, data?: unknown) => void;

  /** The first `count` events that a subscription delivers. */
  const received = (count: number, subscribe: (onMessage: OnMessage) => void): Promise<unknown[]> =>
    new Promise((resolve, reject) => {
      const events: unknown[] = [];
      const over = Promise.withResolvers<undefined>();
      streams.push(over.promise);
      subscribe((_info, type, data) => {
        if (type === 'event' && events.push(data) === count) resolve(events);
        if (type !== 'error') return;
        reject(new Error('the subscription failed', { cause: data }));
        over.resolve(undefined);
      });
    });

  it('publishes, and reads back what it published', async () => {
    const client = await connect();
    const { replayId, correlationKey } = await client.publish(TOPIC, order('A-1'), 'my-key');
    expect(correlationKey).toBe('my-key');
    expect(server.orders.log.after(0, 1)).toMatchObject([
      { position: replayId, eventUuid: 'my-key', fields: { Order_Number__c: 'A-1', Amount__c: 1.5 } },
    ]);
    const [event] = await received(1, (onMessage) => client.subscribeFromEarliestEvent(TOPIC, onMessage, 1));
    expect(event).toMatchObject({
      replayId,
      payload: {
        CreatedDate: server.time.clock.now(),
        Order_Number__c: 'A-1',
        Shipped__c: true,
        Ordered_At__c: Date.UTC(2026, 2, 1),
        Note__c: null,
      },
    });
  });

  it('receives live events, and replays after a replay id', async () => {
    const client = await connect();
    const live = received(2, (onMessage) => client.subscribe(TOPIC, onMessage));
    await server.time.waitingFor(270_000);
    const { replayId } = await client.publish(TOPIC, order('1'));
    await client.publish(TOPIC, order('2'));
    expect(await live).toMatchObject([{ payload: { Order_Number__c: '1' } }, { payload: { Order_Number__c: '2' } }]);
    const second = await connect();
    const replayed = await received(1, (onMessage) => second.subscribeFromReplayId(TOPIC, onMessage, 1, replayId));
    expect(replayed).toMatchObject([{ payload: { Order_Number__c: '2' } }]);
  });

  it('is told when its session has expired', async () => {
    const client = await connect();
    server.sessions.expireAll();
    await expect(client.publish(TOPIC, order('1'))).rejects.toMatchObject({ cause: { code: 16 } });
  });
});
