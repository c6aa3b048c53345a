import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { z } from 'zod';
import { startTestPubSub, type TestPubSub } from './test-pubsub.ts';

const TOPIC = '/event/Order_Event__e';
const results = z.object({ results: z.array(z.object({ error: z.object({ msg: z.string() }).nullable() })) });

describe('Pub/Sub API, injected faults', () => {
  let server: TestPubSub;

  beforeEach(async () => {
    server = await startTestPubSub();
  });

  afterEach(() => server.stop());

  const getTopic = () => server.client().call('GetTopic', { topicName: TOPIC });

  it('is unavailable during an outage and back afterwards', async () => {
    server.faults.set({ outage: 'unavailable' });
    expect(await server.client().failure('GetTopic', { topicName: TOPIC })).toMatchObject({
      code: status.UNAVAILABLE,
      errorCode: 'sfdc.platform.eventbus.grpc.service.unavailable',
    });
    server.faults.clear();
    await expect(getTopic()).resolves.toBeDefined();
  });

  it('cuts connections without an answer, and takes new ones afterwards', async () => {
    server.faults.set({ outage: 'reset' });
    const failure = await server.client().failure('GetTopic', { topicName: TOPIC });
    expect([status.UNAVAILABLE, status.CANCELLED, status.INTERNAL]).toContain(failure.code);
    expect(failure.errorCode).toBeUndefined();
    server.faults.clear();
    await expect(getTopic()).resolves.toBeDefined();
  });

  it('answers late', async () => {
    server.faults.set({ latencyMs: 1500 });
    let answered = false;
    const call = getTopic().then(() => (answered = true));
    await server.time.waitingFor(1500);
    server.time.advance(1499);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    server.time.advance(1);
    await call;
    expect(answered).toBe(true);
  });

  it.each([
    [401, status.UNAUTHENTICATED],
    [429, status.RESOURCE_EXHAUSTED],
    [500, status.INTERNAL],
    [503, status.UNAVAILABLE],
  ])('puts an injected %i into gRPC words, as often as asked', async (httpStatus, code) => {
    server.faults.set({ requestFaults: [{ pathContains: 'PubSub/GetTopic', times: 1, status: httpStatus, errorCode: 'X', message: 'x' }] });
    expect(await server.client().failure('GetTopic', { topicName: TOPIC })).toMatchObject({ code });
    await expect(getTopic()).resolves.toBeDefined();
  });

  it('fails the given percentage of events', async () => {
    server.pubsub.publishFaults.failPercent(25);
    const { schema } = server.orders;
    const payload = schema.encode({ position: 1, eventUuid: '', createdAt: 0, createdById: '', fields: {} });
    const events = Array.from({ length: 8 }, () => ({ id: randomUUID(), schemaId: schema.id, payload }));
    const response = results.parse(await server.client().call('Publish', { topicName: TOPIC, events }));
    expect(response.results.filter((result) => result.error)).toHaveLength(2);
    expect(server.orders.log.after(0, 100)).toHaveLength(6);
  });
});
