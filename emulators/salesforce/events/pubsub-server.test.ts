import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import avro from 'avsc';
import { z } from 'zod';
import { startTestPubSub, type TestPubSub, USER_ID } from './test-pubsub.ts';

const TOPIC = '/event/Order_Event__e';
const publishResponse = z.object({
  schemaId: z.string(),
  results: z.array(
    z.object({
      correlationKey: z.string(),
      replayId: z.instanceof(Buffer),
      error: z.object({ code: z.string(), msg: z.string() }).nullable(),
    }),
  ),
});

describe('Pub/Sub API, unary methods', () => {
  let server: TestPubSub;

  beforeEach(async () => {
    server = await startTestPubSub();
  });

  afterEach(() => server.stop());

  const payload = (fields: object): Buffer =>
    avro.Type.forSchema(z.custom<avro.Schema>().parse(JSON.parse(server.orders.schema.json))).toBuffer({
      CreatedDate: 0,
      CreatedById: '',
      ...fields,
    });

  const event = (fields: object, more: object = {}) => ({
    id: randomUUID(),
    schemaId: server.orders.schema.id,
    payload: payload(fields),
    ...more,
  });

  const publish = async (events: readonly object[]) =>
    publishResponse.parse(await server.client().call('Publish', { topicName: TOPIC, events })).results;

  const stored = () => server.orders.log.after(0, 1000);

  it('describes a topic and its schema as Salesforce does', async () => {
    const topic = await server.client().call('GetTopic', { topicName: TOPIC });
    expect(topic).toMatchObject({ topicName: TOPIC, canPublish: true, canSubscribe: true, schemaId: expect.stringMatching(/^[\w-]{22}$/) });
    const { schemaJson } = z
      .object({ schemaJson: z.string() })
      .parse(await server.client().call('GetSchema', { schemaId: server.orders.schema.id }));
    expect(JSON.parse(schemaJson)).toMatchObject({
      type: 'record',
      name: 'Order_Event__e',
      namespace: 'com.sforce.eventbus',
      fields: [
        { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
        { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
        { name: 'Order_Number__c', type: ['null', 'string'], doc: expect.stringMatching(/^Data:Text:00N\w{12}$/), default: null },
        { name: 'Note__c', type: ['null', 'string'] },
        { name: 'Amount__c', type: ['null', 'double'], doc: expect.stringMatching(/^Data:Double:/) },
        { name: 'Count__c', type: ['null', 'double'] },
        { name: 'Shipped__c', type: ['null', 'boolean'] },
        { name: 'Ordered_At__c', type: ['null', 'long'], doc: expect.stringMatching(/^Data:DateTime:/) },
        { name: 'Due__c', type: ['null', 'long'] },
      ],
    });
  });

  it('publishes: a growing replay id for each event, the id as correlation key and EventUuid, the caller as creator', async () => {
    const events = [
      event({ Order_Number__c: 'A', Ordered_At__c: Date.UTC(2026, 2, 1), Due__c: Date.UTC(2026, 2, 2) }),
      event({ Amount__c: 1.5 }),
    ];
    const results = await publish(events);
    expect(results.map((result) => [result.correlationKey, result.error])).toEqual(events.map(({ id }) => [id, null]));
    const positions = results.map((result) => Number(result.replayId.readBigUInt64BE()));
    expect(positions).toEqual(stored().map(({ position }) => position));
    expect(stored()[0]).toMatchObject({
      eventUuid: events[0]?.id,
      createdById: USER_ID,
      fields: { Order_Number__c: 'A', Ordered_At__c: '2026-03-01T00:00:00.000+0000', Due__c: '2026-03-02', Amount__c: null },
    });
  });

  it('answers for each event alone: a bad one fails, its neighbours are stored', async () => {
    const results = await publish([
      event({ Order_Number__c: 'good' }),
      event({ Order_Number__c: 'longer than ten' }),
      event({}, { schemaId: 'AAAAAAAAAAAAAAAAAAAAAA' }),
      event({}, { payload: Buffer.from([1, 2, 3]) }),
      event({ Note__c: 'x'.repeat(1024 * 1024 + 1) }),
      event({ Order_Number__c: 'good too' }),
    ]);
    expect(results.map((result) => result.error?.msg ?? 'stored')).toEqual([
      'stored',
      expect.stringContaining('STRING_TOO_LONG'),
      expect.stringContaining('schema ID'),
      expect.stringContaining('could not be decoded'),
      expect.stringContaining('1 MB'),
      'stored',
    ]);
    expect(results.map((result) => result.error?.code)).toEqual([undefined, 'PUBLISH', 'PUBLISH', 'PUBLISH', 'PUBLISH', undefined]);
    expect(stored().map(({ fields }) => fields['Order_Number__c'])).toEqual(['good', 'good too']);
  });

  it('does not enforce required fields', async () => {
    const [result] = await publish([event({ Order_Number__c: null })]);
    expect(result?.error).toBeNull();
  });

  it('cuts a request over 4 MB off and stores none of it', async () => {
    const events = Array.from({ length: 5 }, () => event({ Note__c: 'x'.repeat(900 * 1024) }));
    expect(await server.client().failure('Publish', { topicName: TOPIC, events })).toEqual({
      code: status.UNAVAILABLE,
      details: 'upstream connect error or disconnect/reset before headers. reset reason: remote reset',
      errorCode: undefined,
    });
    expect(stored()).toEqual([]);
  });

  it.each([
    ['GetTopic', { topicName: '/event/Nothing__e' }, status.NOT_FOUND, 'topic.not.found'],
    ['GetTopic', { topicName: 'Order_Event__e' }, status.NOT_FOUND, 'topic.not.found'],
    ['GetTopic', { topicName: '' }, status.INVALID_ARGUMENT, 'topic.validation.empty'],
    ['GetSchema', { schemaId: 'AAAAAAAAAAAAAAAAAAAAAA' }, status.NOT_FOUND, 'schema.meta.permission'],
    ['GetSchema', { schemaId: ' ' }, status.INVALID_ARGUMENT, 'schema.validation.failed'],
    ['Publish', { topicName: TOPIC, events: [] }, status.INVALID_ARGUMENT, 'publish.event.count.invalid'],
    ['Publish', { topicName: '', events: [] }, status.INVALID_ARGUMENT, 'publish.topic.validation.empty'],
  ] as const)('%s %j', async (...[method, request, code, reason]) => {
    const failure = await server.client().failure(method, request);
    expect(failure).toMatchObject({ code, errorCode: `sfdc.platform.eventbus.grpc.${reason}` });
    expect(failure.details).toMatch(/rpcId: [\w-]{36}$/);
  });

  it.each([
    ['an unknown token', { accesstoken: '00D5i00000FrtLn!x' }, 'service.auth.error'],
    ['a blank token', { accesstoken: ' ' }, 'service.auth.headers.invalid'],
    ["another org's id", { tenantid: '00D5i00000FrtLNEAN' }, 'service.auth.error'],
    ["another org's address", { instanceurl: 'https://127.0.0.1:9999' }, 'service.auth.error'],
    ['no address', { instanceurl: 'not a url' }, 'service.auth.error'],
  ])('refuses %s', async (_what, headers, reason) => {
    const failure = await server.client(headers).failure('GetTopic', { topicName: TOPIC });
    expect(failure).toMatchObject({ code: status.UNAUTHENTICATED, errorCode: `sfdc.platform.eventbus.grpc.${reason}` });
  });

  it('takes the org id with 15 characters', async () => {
    await expect(server.client({ tenantid: '00D5i00000FrtLn' }).call('GetTopic', { topicName: TOPIC })).resolves.toBeDefined();
  });

  it('refuses a session that expired', async () => {
    const client = server.client();
    await client.call('GetTopic', { topicName: TOPIC });
    server.sessions.expireAll();
    expect(await client.failure('GetTopic', { topicName: TOPIC })).toMatchObject({
      code: status.UNAUTHENTICATED,
      errorCode: 'sfdc.platform.eventbus.grpc.service.auth.error',
      details: expect.stringContaining('Provide valid authentication via metadata headers'),
    });
  });

  it('does not know ManagedSubscribe', async () => {
    expect(await server.client().stream('ManagedSubscribe').failed).toMatchObject({ code: status.UNIMPLEMENTED });
  });
});
