import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '../../gateway/src/salesforce/testing/any-text.ts';
import { shapeOf } from '../../gateway/src/salesforce/testing/shape-of.ts';
import { DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { askInParallel, type Asked } from './ask-in-parallel.ts';
import { customersIn } from './customers-in.ts';

const CASES = Number(process.env.FUZZ_CASES ?? 10_000);
const { ana, ben } = DEMO_WORKERS;
const CRM = '/callbacks/crm';

let stack: LocalStack;
let shapes: Set<string>;
let known: ReadonlySet<string>;
let ownerOf: ReadonlyMap<string, string>;
let customerId: string;

before(async () => {
  // Nothing is remembered, so that every question that Salesforce may be asked is asked.
  stack = await startLocalStack({ env: { CACHE_TTL_MS: '1' } });
  await stack.startGateway().listening();
  const { database } = stack.salesforce.org;
  const username = new Map(database.rows('User').map(({ Id, Username }) => [Id, String(Username).toLowerCase()]));
  ownerOf = new Map(database.rows('Contact').map(({ Id, OwnerId }) => [String(Id), username.get(OwnerId ?? null) ?? '']));
  customerId = [...ownerOf].find(([, owner]) => owner === ana)?.[0] ?? '';
  shapes = new Set();
  stack.salesforce.org.onQuery = (text) => void shapes.add(shapeOf(text));
  known = await shapesOfGoodRequests();
});
after(() => stack.close());

const list = { Location: 'GetCustomersList', Worker: ana, PageSize: '30' };
const outgoing = () => ({
  Location: 'GetProxyAddress',
  Worker: ana,
  CustomerId: customerId,
  ChannelType: 'sms',
  ChannelValue: '+14155550132',
});
const details = () => ({ Location: 'GetCustomerDetailsByCustomerId', Worker: ana, CustomerId: customerId });
const templates = () => ({
  Location: 'GetTemplatesByCustomerId',
  Worker: ana,
  CustomerId: customerId,
  ConversationSid: `CH${'0'.repeat(32)}`,
});
const tokenOf = (name: string, id: string) => Buffer.from(JSON.stringify([name, id])).toString('base64url');
const added = {
  EventType: 'onConversationAdd',
  'MessagingBinding.Address': '+14155550132',
  'MessagingBinding.ProxyAddress': '+14155550100',
};

/** Everything that the product itself asks Salesforce, by asking everything that the app can. */
async function shapesOfGoodRequests(): Promise<ReadonlySet<string>> {
  const page = { NextPageToken: tokenOf('Quist', customerId) };
  const good: Asked[] = [
    ...[{}, page, { Anchor: customerId }, { Query: 'qui' }, { Query: 'qui', ...page }, { Query: 'qui', Anchor: customerId }].map(
      (more) => ({
        path: CRM,
        params: { ...list, ...more },
      }),
    ),
    { path: CRM, params: details() },
    { path: '/callbacks/outgoing-conversation', params: outgoing() },
    { path: '/callbacks/templates', params: templates() },
    ...['+14155550132', '+14155559999', '+81312345678'].map((number) => ({
      path: '/callbacks/twilio-conversations',
      params: { ...added, 'MessagingBinding.Address': number },
    })),
  ];
  for (const { status } of await askInParallel(stack, good)) assert.equal(status, 200);
  return new Set(shapes);
}

/** Parameters of the app, each with whatever a stranger may write into it while the others are good. */
const targets: readonly { readonly name: string; readonly ask: (value: string) => Asked }[] = [
  { name: 'Worker', ask: (Worker) => ({ path: CRM, params: { ...list, Worker } }) },
  { name: 'Query', ask: (Query) => ({ path: CRM, params: { ...list, Query } }) },
  { name: 'Anchor', ask: (Anchor) => ({ path: CRM, params: { ...list, Anchor } }) },
  { name: 'NextPageToken', ask: (NextPageToken) => ({ path: CRM, params: { ...list, NextPageToken } }) },
  { name: 'CustomerId of details', ask: (CustomerId) => ({ path: CRM, params: { ...details(), CustomerId } }) },
  { name: 'CustomerId of templates', ask: (CustomerId) => ({ path: '/callbacks/templates', params: { ...templates(), CustomerId } }) },
  { name: 'Worker and CustomerId', ask: (CustomerId) => ({ path: CRM, params: { ...details(), Worker: ben, CustomerId } }) },
  { name: 'ChannelValue', ask: (ChannelValue) => ({ path: '/callbacks/outgoing-conversation', params: { ...outgoing(), ChannelValue } }) },
  {
    name: 'an address of a webhook',
    ask: (address) => ({ path: '/callbacks/twilio-conversations', params: { ...added, 'MessagingBinding.Address': address } }),
  },
];

for (const { name, ask } of targets) {
  void test(`${CASES} values of ${name}: no 5xx, no query of another shape, no customer of another worker`, async () => {
    const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const values = fc.sample(anyText, { numRuns: CASES, seed });
    shapes.clear();
    const answers = await askInParallel(stack, values.map(ask));
    for (const { asked, status, body } of answers) {
      const told = `seed ${seed}: ${JSON.stringify(asked)} -> ${status} ${body.slice(0, 200)}`;
      assert.ok([200, 400, 403, 404].includes(status), told);
      for (const id of customersIn(body)) assert.equal(ownerOf.get(id), String(asked.params.Worker).toLowerCase(), told);
    }
    assert.deepEqual(
      [...shapes].filter((shape) => !known.has(shape)),
      [],
    );
  });
}
