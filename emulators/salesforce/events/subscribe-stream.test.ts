import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { z } from 'zod';
import { replayId } from './replay-id.ts';
import type { RawStream } from './raw-client.ts';
import { startTestPubSub, type TestPubSub, USER_ID } from './test-pubsub.ts';

const TOPIC = '/event/Order_Event__e';
const HOUR = 3_600_000;
const prefix = 'sfdc.platform.eventbus.grpc.';

const response = z.object({
  events: z.array(
    z.object({ replayId: z.instanceof(Buffer), event: z.object({ id: z.string(), schemaId: z.string(), payload: z.instanceof(Buffer) }) }),
  ),
  latestReplayId: z.instanceof(Buffer),
  pendingNumRequested: z.number(),
});

describe('Pub/Sub API, Subscribe', () => {
  let server: TestPubSub;

  beforeEach(async () => {
    server = await startTestPubSub();
  });

  afterEach(() => server.stop());

  /** Publishes directly on the bus and answers the replay ids. */
  const publish = (...numbers: string[]): Buffer[] =>
    numbers.map((number) => {
      const published = server.bus.publish(server.orders, {
        fields: { Order_Number__c: number },
        createdById: USER_ID,
        enforceRequired: true,
      });
      if ('error' in published) throw new Error(published.error.message);
      return replayId.encode(published.event.position);
    });

  const subscribe = (request: object): RawStream => {
    const stream = server.client().stream('Subscribe');
    stream.send({ topicName: TOPIC, numRequested: 100, ...request });
    return stream;
  };

  const responses = (stream: RawStream) => stream.messages.map((message) => response.parse(message));

  const numbers = (stream: RawStream) =>
    responses(stream).flatMap(({ events }) => events.map(({ event }) => server.orders.schema.decode(event.payload)['Order_Number__c']));

  /** Resolves when the server has taken up the subscription: its keepalive timer is running. */
  const subscribed = () => server.time.waitingFor(270_000);

  it('delivers live events in order, decodable, with their ids', async () => {
    publish('before');
    const stream = subscribe({});
    await subscribed();
    const ids = publish('1', '2', '3');
    await stream.received(3);
    expect(numbers(stream)).toEqual(['1', '2', '3']);
    const all = responses(stream);
    expect(all.flatMap(({ events }) => events.map((event) => event.replayId))).toEqual(ids);
    expect(all.map(({ latestReplayId }) => latestReplayId)).toEqual(ids);
    expect(all.map(({ pendingNumRequested }) => pendingNumRequested)).toEqual([99, 98, 97]);
    expect(all[0]?.events[0]?.event).toMatchObject({ schemaId: server.orders.schema.id, id: server.orders.log.after(0, 9)[1]?.eventUuid });
  });

  it('replays from the earliest event, and after a given one', async () => {
    const [first] = publish('1', '2', '3');
    const earliest = subscribe({ replayPreset: 'EARLIEST' });
    await earliest.received(1);
    expect(numbers(earliest)).toEqual(['1', '2', '3']);
    const custom = subscribe({ replayPreset: 'CUSTOM', replayId: first });
    await custom.received(1);
    expect(numbers(custom)).toEqual(['2', '3']);
    const eightBytes = subscribe({ replayPreset: 'CUSTOM', replayId: first?.subarray(0, 8) });
    await eightBytes.received(1);
    expect(numbers(eightBytes)).toEqual(['2', '3']);
  });

  it('sends no more than was requested, and never more than 100 ahead', async () => {
    publish(...Array.from({ length: 150 }, (_, index) => String(index)));
    const stream = subscribe({ replayPreset: 'EARLIEST', numRequested: 2 });
    await stream.received(1);
    expect(numbers(stream)).toEqual(['0', '1']);
    expect(responses(stream)[0]?.pendingNumRequested).toBe(0);
    stream.send({ numRequested: 1000 });
    await stream.received(2);
    expect(numbers(stream)).toHaveLength(102);
    stream.send({ topicName: TOPIC, numRequested: 1 });
    await stream.received(3);
    expect(numbers(stream).at(-1)).toBe('102');
  });

  it('keeps the stream alive with an empty response every 270 seconds, carrying the newest replay id', async () => {
    const stream = subscribe({});
    await subscribed();
    server.time.advance(269_999);
    const [id] = publish('1');
    await stream.received(1);
    server.time.advance(269_999);
    server.time.advance(1);
    await stream.received(2);
    expect(responses(stream)[1]).toMatchObject({ events: [], latestReplayId: id });
  });

  it('tells a client with nothing requested only of what it has received', async () => {
    const [first] = publish('1', '2');
    const stream = subscribe({ replayPreset: 'EARLIEST', numRequested: 1 });
    await stream.received(1);
    server.time.advance(270_000);
    await stream.received(2);
    expect(responses(stream)[1]).toMatchObject({ events: [], latestReplayId: first });
  });

  it('takes the tip as starting point when its event is out of retention, but no older one', async () => {
    const [first, tip] = publish('1', '2');
    server.time.advance(72 * HOUR);
    server.sessions.open({ userId: USER_ID, clientId: 'later' });
    const { token } = server.sessions.open({ userId: USER_ID, clientId: 'later' });
    const later = (id: Buffer | undefined) => {
      const stream = server.client({ accesstoken: token }).stream('Subscribe');
      stream.send({ topicName: TOPIC, numRequested: 1, replayPreset: 'CUSTOM', replayId: id });
      return stream;
    };
    expect(await later(first).failed).toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringMatching(/^The Replay ID validation failed\. Ensure that the Replay ID is valid\. rpcId: /),
      errorCode: `${prefix}subscription.fetch.replayid.corrupted`,
    });
    const stream = later(tip);
    await subscribed();
    publish('3');
    await stream.received(1);
    expect(numbers(stream)).toEqual(['3']);
  });

  it.each([
    [{ replayPreset: 'CUSTOM', replayId: Buffer.from('25243248') }, status.INVALID_ARGUMENT, 'subscription.fetch.replayid.corrupted'],
    [{ replayPreset: 'CUSTOM', replayId: Buffer.from([1]) }, status.INVALID_ARGUMENT, 'subscription.fetch.replayid.corrupted'],
    [{ replayPreset: 'CUSTOM' }, status.INVALID_ARGUMENT, 'subscription.fetch.replayid.validation.failed'],
    [{ numRequested: 0 }, status.INVALID_ARGUMENT, 'subscription.fetch.requested.events.invalid'],
    [{ topicName: '' }, status.INVALID_ARGUMENT, 'topic.validation.empty'],
    [{ topicName: '/event/Nothing__e' }, status.NOT_FOUND, 'topic.not.found'],
  ])('refuses %j', async (...[request, code, reason]) => {
    expect(await subscribe(request).failed).toMatchObject({ code, errorCode: prefix + reason });
  });

  it('ends the stream when the topic changes, when the session is gone, when the service is', async () => {
    const other = subscribe({});
    other.send({ topicName: '/event/Another__e', numRequested: 1 });
    expect(await other.failed).toMatchObject({ errorCode: `${prefix}subscription.fetch.topic.mismatch` });

    const expired = subscribe({});
    await subscribed();
    server.sessions.expireAll();
    expired.send({ numRequested: 1 });
    expect(await expired.failed).toMatchObject({ code: status.UNAUTHENTICATED, errorCode: `${prefix}service.auth.error` });

    server.faults.set({ outage: 'unavailable' });
    expect(await subscribe({}).failed).toMatchObject({ code: status.UNAVAILABLE });
  });
});
