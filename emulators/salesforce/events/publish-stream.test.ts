import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { startTestPubSub, type TestPubSub } from './test-pubsub.ts';

const TOPIC = '/event/Order_Event__e';
const prefix = 'sfdc.platform.eventbus.grpc.';

describe('Pub/Sub API, PublishStream', () => {
  let server: TestPubSub;

  beforeEach(async () => {
    server = await startTestPubSub();
  });

  afterEach(() => server.stop());

  const request = (more: object = {}) => {
    const { schema } = server.orders;
    const payload = schema.encode({ position: 1, eventUuid: '', createdAt: 0, createdById: '', fields: {} });
    return { topicName: TOPIC, events: [{ id: randomUUID(), schemaId: schema.id, payload }], ...more };
  };

  it('answers each request in order; later ones may leave the topic out', async () => {
    const stream = server.client().stream('PublishStream');
    const requests = [request(), request({ topicName: '' }), request()];
    requests.forEach((each) => stream.send(each));
    await stream.received(3);
    expect(stream.messages).toMatchObject(requests.map((each) => ({ results: [{ correlationKey: each.events[0]?.id, error: null }] })));
    expect(server.orders.log.after(0, 10)).toHaveLength(3);
  });

  it.each([
    { what: 'another topic', more: { topicName: '/event/Another__e' }, reason: 'publish.topic.mismatch' },
    { what: 'no events', more: { events: [] }, reason: 'publish.event.count.invalid' },
  ])('ends at a request with $what', async ({ more, reason }) => {
    const stream = server.client().stream('PublishStream');
    stream.send(request());
    stream.send(request(more));
    expect(await stream.failed).toMatchObject({ code: status.INVALID_ARGUMENT, errorCode: prefix + reason });
  });

  it('ends at a request over 4 MB', async () => {
    const stream = server.client().stream('PublishStream');
    stream.send({ topicName: TOPIC, events: [{ id: 'x', schemaId: 'x', payload: Buffer.alloc(5 * 1024 * 1024) }] });
    expect(await stream.failed).toMatchObject({ code: status.UNAVAILABLE, details: expect.stringContaining('remote reset') });
  });

  it('ends when nothing is published for 70 seconds', async () => {
    const stream = server.client().stream('PublishStream');
    stream.send(request());
    await stream.received(1);
    server.time.advance(69_999);
    stream.send(request());
    await stream.received(2);
    server.time.advance(70_000);
    expect(await stream.failed).toMatchObject({ errorCode: `${prefix}publish.stream.sweeper.timeout` });
  });
});
