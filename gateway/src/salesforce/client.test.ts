import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startScriptedApi, type ApiAnswer, type ScriptedApi } from '../testing/scripted-api.ts';
import { salesforceClient, type SalesforceClient } from './client.ts';
import { sharedSession } from './shared-session.ts';
import { soql } from './soql.ts';

const record = z.object({ Id: z.string() });
const QUERY = soql`SELECT Id FROM Contact`;
const page = (...ids: string[]): ApiAnswer => ({
  status: 200,
  body: { totalSize: ids.length, done: true, records: ids.map((Id) => ({ Id })) },
});
const failure = (status: number, errorCode: string): ApiAnswer => ({ status, body: [{ errorCode, message: 'said so' }] });

let api: ScriptedApi;
let client: SalesforceClient;
let logins: number;
beforeEach(async () => {
  api = await startScriptedApi();
  logins = 0;
  const logIn = () => Promise.resolve({ accessToken: `token-${++logins}`, instanceUrl: api.url, organizationId: '00D', userId: '005' });
  client = salesforceClient(sharedSession({ monotonicMs: () => performance.now(), logIn }));
});
afterEach(() => api.close());

const accepting = (token: string, answer: ApiAnswer) => (request: { authorization: string | undefined }) =>
  request.authorization === `Bearer ${token}` ? answer : failure(401, 'INVALID_SESSION_ID');

describe('salesforceClient', () => {
  it('reads every page of a query over one connection', async () => {
    api.answer = (request) =>
      request.path.includes('q=')
        ? {
            status: 200,
            body: { totalSize: 2, done: false, records: [{ Id: '1' }], nextRecordsUrl: '/services/data/v65.0/query/01g-2000' },
          }
        : page('2');
    await expect(client.query(QUERY, record)).resolves.toEqual([{ Id: '1' }, { Id: '2' }]);
    expect(api.requests.map(({ path, connection }) => [path, connection])).toEqual([
      ['/services/data/v65.0/query?q=SELECT%20Id%20FROM%20Contact', 0],
      ['/services/data/v65.0/query/01g-2000', 0],
    ]);
  });

  it('searches', async () => {
    api.answer = () => ({ status: 200, body: { searchRecords: [{ Id: '1' }] } });
    await expect(client.search(soql`FIND {mar*}`, record)).resolves.toEqual([{ Id: '1' }]);
  });

  it('asks several queries in one request, each with an answer of its own', async () => {
    const refused = { httpStatusCode: 400, body: [{ errorCode: 'INVALID_FIELD', message: "No such column 'Frontline_Phone_Key__c'" }] };
    const found = { httpStatusCode: 200, body: { totalSize: 1, done: true, records: [{ Id: '1' }] } };
    api.answer = () => ({ status: 200, body: { compositeResponse: [found, refused, { httpStatusCode: 503, body: null }] } });
    await expect(client.queries([QUERY, QUERY, QUERY])).resolves.toMatchObject([
      { records: [{ Id: '1' }] },
      { error: { code: 'upstream_refused', upstreamCode: 'INVALID_FIELD' } },
      { error: { code: 'upstream_failed' } },
    ]);
    expect(api.requests).toHaveLength(1);
    await expect(client.queries(Array.from({ length: 6 }, () => QUERY))).rejects.toThrow('5');
  });

  it('takes no page of maintenance for an answer', async () => {
    api.answer = () => ({ status: 200, body: { state: 'maintenance' } });
    await expect(client.queries([QUERY])).rejects.toMatchObject({ code: 'upstream_failed' });
    await expect(client.create({ object: 'Lead', fields: {} })).rejects.toMatchObject({ code: 'upstream_failed' });
  });

  it('creates and deletes records, and says why one was refused', async () => {
    api.answer = () => ({ status: 201, body: { id: '00Q1', success: true, errors: [] } });
    await expect(client.create({ object: 'Lead', fields: { LastName: 'Quist' }, headers: { 'Sforce-Auto-Assign': 'TRUE' } })).resolves.toBe(
      '00Q1',
    );
    api.answer = () => failure(400, 'DUPLICATE_VALUE');
    await expect(client.create({ object: 'Lead', fields: {} })).rejects.toMatchObject({ upstreamCode: 'DUPLICATE_VALUE' });
    api.answer = () => ({ status: 204, body: '' });
    await expect(client.remove({ object: 'Lead', id: '00Q1' })).resolves.toBeUndefined();
  });

  it('renews a refused session once, for all who were refused', async () => {
    api.answer = accepting('token-2', page('1'));
    const answers = await Promise.all([client.query(QUERY, record), client.query(QUERY, record), client.query(QUERY, record)]);
    expect(answers).toEqual([[{ Id: '1' }], [{ Id: '1' }], [{ Id: '1' }]]);
    expect(logins).toBe(2);
    expect(api.requests).toHaveLength(6);
  });

  it('gives up when the new session is refused too', async () => {
    api.answer = accepting('never', page());
    await expect(client.query(QUERY, record)).rejects.toMatchObject({ code: 'upstream_failed', upstreamCode: 'INVALID_SESSION_ID' });
    expect(api.requests).toHaveLength(2);
  });

  it.each([
    [failure(400, 'MALFORMED_QUERY'), 'upstream_refused', 'MALFORMED_QUERY'],
    [failure(400, 'MALFORMED_SEARCH'), 'upstream_rejected', 'MALFORMED_SEARCH'],
    [failure(400, 'INVALID_FIELD'), 'upstream_refused', 'INVALID_FIELD'],
    [failure(403, 'REQUEST_LIMIT_EXCEEDED'), 'upstream_busy', 'REQUEST_LIMIT_EXCEEDED'],
    [failure(503, 'SERVER_UNAVAILABLE'), 'upstream_failed', 'SERVER_UNAVAILABLE'],
    [failure(500, 'UNKNOWN_EXCEPTION'), 'upstream_failed', 'UNKNOWN_EXCEPTION'],
    [failure(400, 'QUERY_TIMEOUT'), 'upstream_timeout', 'QUERY_TIMEOUT'],
    [{ status: 502, body: '<html>bad gateway</html>', headers: { 'content-type': 'text/html' } }, 'upstream_failed', 'ERROR_HTTP_502'],
  ] as const)('rejects on %p, after one request', async (answer, code, upstreamCode) => {
    api.answer = () => answer;
    await expect(client.query(QUERY, record)).rejects.toMatchObject({ code, upstreamCode });
    expect(api.requests).toHaveLength(1);
  });

  it('waits long for the daily allowance, not for calls under way', async () => {
    const limit = (message: string) => ({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message }] });
    api.answer = () => limit('TotalRequests Limit exceeded.');
    await expect(client.query(QUERY, record)).rejects.toMatchObject({ code: 'upstream_busy', retryAfterMs: 900_000 });
    api.answer = () => limit('ConcurrentPerOrgLongTxn Limit exceeded.');
    await expect(client.query(QUERY, record)).rejects.toMatchObject({ code: 'upstream_busy', retryAfterMs: undefined });
  });

  it('keeps its deadline when nobody answers, and tells an outage', async () => {
    await expect(client.query(QUERY, record, { deadlineMs: 50 })).rejects.toMatchObject({ code: 'upstream_timeout' });
    await api.close();
    await expect(client.query(QUERY, record)).rejects.toMatchObject({ code: 'upstream_failed', upstreamCode: 'ECONNREFUSED' });
  });

  it('keeps its deadline when the connection breaks in the middle of an answer', async () => {
    api.answer = () => ({ status: 200, cut: true });
    await expect(client.query(QUERY, record, { deadlineMs: 100 })).rejects.toMatchObject({ code: 'upstream_timeout' });
  });

  it('does not take an answer of another shape for an empty one', async () => {
    api.answer = () => ({ status: 200, body: '<html>welcome</html>', headers: { 'content-type': 'text/html' } });
    await expect(client.query(QUERY, record)).rejects.toMatchObject({
      code: 'upstream_failed',
      message: 'Salesforce answered something else than expected',
    });
  });
});
