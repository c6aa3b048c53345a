import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadDemo } from '../demo/load-demo.ts';
import { type SalesforceServer, startSalesforce } from '../salesforce-server.ts';

const PREFIX = '/services/data/v65.0';

let server: SalesforceServer;
let token: string;

beforeEach(async () => {
  server = await startSalesforce();
  loadDemo(server.org);
  const [user] = server.org.database.findBy('User', 'Username', ['integration@northwind.example']);
  ({ token } = server.org.sessions.open({ userId: String(user?.['Id']), clientId: 'test' }));
});
afterEach(() => server.close());

const call = async (method: string, path: string, body?: unknown) => {
  const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body: text }) });
  const answer = await response.text();
  return {
    status: response.status,
    limit: response.headers.get('sforce-limit-info'),
    body: answer === '' ? null : z.json().parse(JSON.parse(answer)),
  };
};

describe('records by external id', () => {
  it('are created, updated, read and deleted', async () => {
    const path = `${PREFIX}/sobjects/Task/Frontline_Key__c/IM%2F1`;
    expect(await call('PATCH', path, { Subject: 'a' })).toMatchObject({ status: 201, body: { success: true, created: true, errors: [] } });
    expect(await call('PATCH', path, { Subject: 'b' })).toMatchObject({ status: 200, body: { created: false } });
    expect(await call('GET', path)).toMatchObject({ status: 200, body: { Subject: 'b', Frontline_Key__c: 'IM/1' } });
    expect(await call('DELETE', path)).toMatchObject({ status: 204, body: null });
    expect(await call('GET', path)).toMatchObject({ status: 404 });
  });

  it('answer 300 with the choices when several hold it', async () => {
    for (const LastName of ['One', 'Two']) server.org.database.insert('Contact', { LastName, Email: 'same@customer.example' });
    const { status, body } = await call('PATCH', `${PREFIX}/sobjects/Contact/Email/same@customer.example`, { Title: 'x' });
    expect(status).toBe(300);
    expect(body).toEqual([expect.stringMatching(/\/sobjects\/Contact\/003/), expect.stringMatching(/\/sobjects\/Contact\/003/)]);
  });

  it('refuse a field that is no external id', async () => {
    expect(await call('PATCH', `${PREFIX}/sobjects/Task/Subject/x`, {})).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND', message: 'Provided external ID field does not exist or is not accessible: Subject' }],
    });
  });
});

describe('collections', () => {
  it('take at most 200 records', async () => {
    const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'Contact' }, LastName: 'x' }));
    expect(await call('POST', `${PREFIX}/composite/sobjects`, { records })).toMatchObject({ status: 400 });
    expect(await call('POST', `${PREFIX}/composite/sobjects`, { records: records.slice(1) })).toMatchObject({ status: 200 });
  });

  it('undo all under allOrNone and say so record by record', async () => {
    const records = [{ attributes: { type: 'Contact' }, LastName: 'Kept?' }, { attributes: { type: 'Contact' } }];
    const { body } = await call('POST', `${PREFIX}/composite/sobjects`, { allOrNone: true, records });
    expect(body).toMatchObject([
      { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
    ]);
    expect(server.org.database.findBy('Contact', 'LastName', ['Kept?'])).toEqual([]);
  });

  it('refuse the same external id twice in one call', async () => {
    const records = [1, 2].map((n) => ({ attributes: { type: 'Task' }, Frontline_Key__c: 'IM1', Subject: String(n) }));
    const { body } = await call('PATCH', `${PREFIX}/composite/sobjects/Task/Frontline_Key__c`, { records });
    expect(body).toMatchObject([{ errors: [{ statusCode: 'DUPLICATE_VALUE' }] }, { errors: [{ statusCode: 'DUPLICATE_VALUE' }] }]);
  });

  it('delete by ids', async () => {
    const ids = server.org.database
      .rows('Contact')
      .slice(0, 2)
      .map(({ Id }) => String(Id));
    expect(await call('DELETE', `${PREFIX}/composite/sobjects?ids=${[...ids, '003000000000001'].join(',')}`)).toMatchObject({
      body: [{ success: true }, { success: true }, { success: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] }],
    });
  });
});

describe('a composite request', () => {
  const compositeRequest = [
    { method: 'POST', url: `${PREFIX}/sobjects/Account`, referenceId: 'account', body: { Name: 'Composite Co' } },
    { method: 'POST', url: `${PREFIX}/sobjects/Contact`, referenceId: 'contact', body: { LastName: 'Kim', AccountId: '@{account.id}' } },
    { method: 'GET', url: `${PREFIX}/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{contact.id}'`, referenceId: 'check' },
  ];

  it('lets a later call use what an earlier one answered', async () => {
    const { body } = await call('POST', `${PREFIX}/composite`, { compositeRequest });
    expect(body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 201 },
        { httpStatusCode: 201 },
        { httpStatusCode: 200, body: { records: [{ Account: { Name: 'Composite Co' } }] } },
      ],
    });
  });

  it('undoes all of them under allOrNone', async () => {
    const failing = { method: 'POST', url: `${PREFIX}/sobjects/Contact`, referenceId: 'bad', body: {} };
    const { body } = await call('POST', `${PREFIX}/composite`, { allOrNone: true, compositeRequest: [compositeRequest[0], failing] });
    expect(body).toMatchObject({
      compositeResponse: [{ body: [{ errorCode: 'PROCESSING_HALTED' }] }, { body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] }],
    });
    expect(server.org.database.findBy('Account', 'Name', ['Composite Co'])).toEqual([]);
  });
});

describe('the rest', () => {
  it('counts calls against the daily allowance', async () => {
    expect((await call('GET', `${PREFIX}/limits`)).limit).toBe('api-usage=1/104000');
    expect(await call('GET', `${PREFIX}/limits`)).toMatchObject({ body: { DailyApiRequests: { Max: 104000, Remaining: 103998 } } });
  });

  it('describes an object with the package’s fields', async () => {
    const { body } = await call('GET', `${PREFIX}/sobjects/Task/describe`);
    const described = z.object({ fields: z.array(z.looseObject({ name: z.string() })) }).parse(body);
    expect(described.fields.find(({ name }) => name === 'Frontline_Key__c')).toMatchObject({
      externalId: true,
      unique: true,
      length: 100,
      custom: true,
    });
  });

  it.each([
    ['GET', `${PREFIX}/query`, undefined, 400, 'MALFORMED_QUERY'],
    ['PUT', `${PREFIX}/sobjects/Contact`, {}, 405, 'METHOD_NOT_ALLOWED'],
    ['POST', `${PREFIX}/sobjects/Contcat`, {}, 404, 'NOT_FOUND'],
    ['POST', `${PREFIX}/sobjects/Contact`, '{"LastName"', 400, 'JSON_PARSER_ERROR'],
    ['GET', `${PREFIX}/query/01gNOWHERE-2000`, undefined, 400, 'INVALID_QUERY_LOCATOR'],
    ['GET', `${PREFIX}/sobjects/Contact/nonsense`, undefined, 404, 'NOT_FOUND'],
  ])('%s %s is refused', async (method, path, body, status, errorCode) => {
    expect(await call(method, path, body)).toMatchObject({ status, body: [{ errorCode }] });
  });

  it('refuses an address longer than the platform reads', async () => {
    const response = await fetch(`${server.url}${PREFIX}/query?q=${'x'.repeat(16_500)}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(414);
  });

  it('hands platform events to the bus and answers that they are queued', async () => {
    const published: unknown[] = [];
    server.org.onPlatformEvent = (topic, fields) => {
      published.push([topic, fields]);
      return { replayId: '7' };
    };
    const { status, body } = await call('POST', `${PREFIX}/sobjects/Frontline_Activity__e`, { Key__c: 'IM1' });
    expect({ status, body }).toMatchObject({ status: 201, body: { success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED' }] } });
    expect(published).toEqual([['Frontline_Activity__e', { Key__c: 'IM1' }]]);
  });
});
