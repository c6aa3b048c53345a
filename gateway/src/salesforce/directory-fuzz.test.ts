import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError } from '../errors.ts';
import { byLocation } from '../frontline/by-location.ts';
import { customerDetails } from '../frontline/customer-details.ts';
import { listCustomers } from '../frontline/list-customers.ts';
import { outgoingConversation } from '../frontline/outgoing-conversation.ts';
import type { SalesforceClient } from './client.ts';
import { directoryUnderTest } from './testing/directory-under-test.ts';
import { startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';
import { anyText } from './testing/any-text.ts';
import { shapeOf } from './testing/shape-of.ts';

const RUNS = 10_000;
const ID = '0035i0000000001AAA';

// Half of the values are good ones, so that each question comes through often enough.
const orGood = (good: string) => fc.oneof(anyText, fc.constant(good));
const params = fc.record(
  {
    Location: fc.constantFrom('GetCustomersList', 'GetCustomerDetailsByCustomerId', 'GetProxyAddress'),
    Worker: orGood('ana@x'),
    PageSize: fc.oneof(anyText, fc.nat().map(String)),
    Query: anyText,
    CustomerId: orGood(ID),
    Anchor: orGood(ID),
    NextPageToken: anyText,
    ChannelType: fc.constantFrom('sms', 'whatsapp', 'chat', "'"),
    ChannelValue: orGood('+14155550132'),
  },
  { requiredKeys: ['Location'] },
);

const callbacks = (directory: ReturnType<typeof directoryUnderTest>['directory']) =>
  byLocation({
    GetCustomersList: listCustomers({ directory }),
    GetCustomerDetailsByCustomerId: customerDetails({ directory }),
    GetProxyAddress: outgoingConversation({
      directory,
      numbers: { all: () => Promise.resolve([]) },
      guard: () => Promise.resolve(undefined),
      fallback: { sms: '+14155550100', whatsapp: undefined },
    }),
  });

describe('whatever is asked', () => {
  const shapes = new Set<string>();
  const seen = <T>({ text }: { readonly text: string }, answer: T): Promise<T> => {
    shapes.add(shapeOf(text));
    return Promise.resolve(answer);
  };
  const client: SalesforceClient = {
    query: (query) => seen(query, []),
    search: (query) => seen(query, []),
    queries: (queries) => Promise.all(queries.map((query) => seen(query, { records: [], hasMore: false }))),
    apexRest: () => Promise.reject(new Error('nothing here calls Apex')),
    upsert: () => Promise.resolve(),
    create: () => Promise.reject(new Error('nothing here writes')),
    remove: () => Promise.reject(new Error('nothing here writes')),
  };
  const session = { accessToken: 't', instanceUrl: 'https://org.example.test', organizationId: '00D', userId: '005' };
  const sessions = { current: () => Promise.resolve(session), renew: () => Promise.resolve(session) };
  const { directory } = directoryUnderTest({ client, sessions }, { cacheTtlMs: 0 });
  const refused = (error: unknown) => {
    if (!(error instanceof GatewayError) || !['bad_request', 'not_found', 'forbidden'].includes(error.code)) throw error;
  };

  it('makes callbacks ask queries of a few shapes, or be refused: never fail', async () => {
    const answer = callbacks(directory);
    await fc.assert(
      fc.asyncProperty(params, async (asked) => {
        await answer(asked).catch(refused);
      }),
      { numRuns: RUNS },
    );
    const [mine, after] = ['WHERE Owner.Username = ?', ' AND (Name > ? OR (Name = ? AND Id > ?))'];
    const card = [...shapes].filter((shape) => shape.includes('Account.Name'));
    expect(card).toHaveLength(1);
    expect(card[0]).toMatch(/FROM Contact WHERE Id = \? AND Owner\.Username = \?$/);
    expect([...shapes].filter((shape) => !card.includes(shape)).sort()).toEqual([
      `FIND {?} IN NAME FIELDS RETURNING Contact(Id, Name ${mine}${after} ORDER BY Name, Id LIMIT n)`,
      `FIND {?} IN NAME FIELDS RETURNING Contact(Id, Name ${mine} ORDER BY Name, Id LIMIT n)`,
      'SELECT Id FROM Contact WHERE Id = ? AND Owner.Username = ?',
      'SELECT Id, Name FROM Contact WHERE Id = ? AND Owner.Username = ?',
      `SELECT Id, Name FROM Contact ${mine}${after} ORDER BY Name, Id LIMIT n`,
      `SELECT Id, Name FROM Contact ${mine} ORDER BY Name, Id LIMIT n`,
    ]);
  }, 60_000);

  it('makes addresses ask queries of three shapes', async () => {
    shapes.clear();
    const number = fc.oneof(anyText, fc.stringMatching(/^\+[1-9]\d{1,14}$/));
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 20 }), async (numbers) => {
        await Promise.all(numbers.map((each) => directory.findByAddress({ channel: 'sms', number: each }, { fresh: true })));
      }),
      { numRuns: RUNS / 20 },
    );
    expect([...shapes].map((shape) => /FROM (\w+)/.exec(shape)?.[1]).sort()).toEqual([
      'Account',
      'Account',
      'Account',
      'Contact',
      'Contact',
      'Contact',
      'Lead',
      'Lead',
      'Lead',
    ]);
  }, 60_000);
});

describe('over an org', () => {
  let org: CustomerOrg;
  beforeAll(async () => {
    org = await startCustomerOrg();
    const ben = org.addUser('ben@northwind.example');
    for (let count = 0; count < 40; count++) org.addContact(`Theirs ${String(count)}`, { OwnerId: ben });
    for (let count = 0; count < 40; count++) org.addContact(`Mine ${String(count)}`, {});
  });
  afterAll(() => org.server.close());

  it('never shows a customer of another worker, and never fails', async () => {
    const answer = callbacks(org.open({ cacheTtlMs: 0 }).directory);
    const theirs = org.server.org.database.rows('Contact').filter(({ OwnerId }) => OwnerId !== org.ana);
    const customer = fc.constantFrom(...theirs.map(({ Id }) => String(Id)));
    const asked = fc
      .tuple(params, customer)
      .map(([one, id]) => ({ ...one, Worker: org.worker, ...('CustomerId' in one && { CustomerId: id }) }));
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const outcome: unknown = await answer(one).catch((error: unknown) => error);
        if (outcome instanceof Error)
          expect(outcome).toMatchObject({ code: expect.stringMatching(/^(bad_request|not_found|forbidden)$/) as unknown });
        expect(JSON.stringify(outcome)).not.toContain('Theirs');
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
