import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { Connection } from 'jsforce';
import { type SalesforceServer, startSalesforce } from './salesforce-server.ts';
import { loadDemo } from './demo/load-demo.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const username = 'integration@northwind.example';

const sign = (claims: Record<string, unknown>, privateKey = keys.privateKey): string => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
};

const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60;

let server: SalesforceServer;
beforeEach(async () => {
  server = await startSalesforce({ clients: [{ clientId: 'gateway', publicKeyPem: keys.publicKey, approvedUsernames: [username] }] });
  loadDemo(server.org);
});
afterEach(() => server.close());

const claims = () => ({ iss: 'gateway', sub: username, aud: server.url, exp: inMinutes(3) });

const connect = async (): Promise<Connection> => {
  const connection = new Connection({ instanceUrl: server.url, oauth2: { loginUrl: server.url, clientId: 'gateway' }, version: '65.0' });
  await connection.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: sign(claims()) });
  return connection;
};

const grant = async (assertion: string) => {
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const response = await fetch(`${server.url}/services/oauth2/token`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
};

describe('the token endpoint', () => {
  it('lets an approved user in and names the org', async () => {
    const connection = await connect();
    const identity = await connection.identity();
    expect(identity).toMatchObject({ username, organization_id: server.org.id });
  });

  const stranger = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  it.each([
    ['another key', () => sign(claims(), stranger.privateKey), 'invalid_grant', 'invalid assertion'],
    ['an unknown client', () => sign({ ...claims(), iss: 'x' }), 'invalid_client_id', 'client identifier invalid'],
    ['another audience', () => sign({ ...claims(), aud: 'https://elsewhere.example' }), 'invalid_grant', 'audience is invalid'],
    ['a passed expiry', () => sign({ ...claims(), exp: inMinutes(-1) }), 'invalid_grant', 'expired authorization code'],
    ['an expiry too far off', () => sign({ ...claims(), exp: inMinutes(60) }), 'invalid_grant', 'invalid assertion'],
    [
      'a user who is not approved',
      () => sign({ ...claims(), sub: 'ana@northwind.example' }),
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
    ['something that is no token', () => 'nonsense', 'invalid_grant', 'invalid assertion'],
  ])('refuses %s', async (_what, assertion, error, description) => {
    expect(await grant(assertion())).toEqual({ status: 400, body: { error, error_description: description } });
  });

  it('accepts the platform-wide audiences', async () => {
    expect(await grant(sign({ ...claims(), aud: 'https://test.salesforce.com' }))).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', instance_url: server.url },
    });
  });
});

describe('queries by jsforce', () => {
  it('walks relationships', async () => {
    const connection = await connect();
    const result = await connection.query(
      "SELECT Id, Name, MobilePhone, Account.Name FROM Contact WHERE Name = 'mara quist' AND Owner.Username = 'ana@northwind.example'",
    );
    expect(result.records).toEqual([
      expect.objectContaining({
        Name: 'Mara Quist',
        MobilePhone: '(415) 555-0132',
        Account: expect.objectContaining({ Name: 'Quist Shipping' }),
      }),
    ]);
  });

  it('fetches long results in batches of 2,000', async () => {
    const owner = server.org.database.findBy('User', 'Username', ['ben@northwind.example'])[0]?.['Id'];
    for (let count = 0; count < 4001; count += 1) server.org.database.insert('Contact', { LastName: `Batch ${count}`, OwnerId: owner });
    const connection = await connect();
    const first = await connection.query("SELECT Id FROM Contact WHERE Name LIKE 'Batch%'");
    expect(first).toMatchObject({ totalSize: 4001, done: false });
    const all = await connection.query("SELECT Id FROM Contact WHERE Name LIKE 'Batch%'", { autoFetch: true, maxFetch: 10_000 });
    expect(new Set(all.records.map(({ Id }) => Id)).size).toBe(4001);
  });

  it('finds deleted records by queryAll alone', async () => {
    const connection = await connect();
    const { records } = await connection.query("SELECT Id FROM Contact WHERE Name = 'Mara Quist'");
    await connection.sobject('Contact').destroy(String(records[0]?.Id));
    expect((await connection.query("SELECT Id FROM Contact WHERE Name = 'Mara Quist'")).totalSize).toBe(0);
    expect((await connection.query("SELECT Id FROM Contact WHERE Name = 'Mara Quist'", { scanAll: true })).totalSize).toBe(1);
  });

  it('names a column that does not exist', async () => {
    const connection = await connect();
    await expect(connection.query('SELECT Nmae FROM Contact')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: expect.stringContaining("No such column 'Nmae' on entity 'Contact'"),
    });
  });

  it('searches', async () => {
    const connection = await connect();
    const { searchRecords } = await connection.search(
      "FIND {mar* quist} IN NAME FIELDS RETURNING Contact(Id, Name WHERE Owner.Username = 'ana@northwind.example')",
    );
    expect(searchRecords).toEqual([expect.objectContaining({ Name: 'Mara Quist' })]);
  });
});

describe('writes by jsforce', () => {
  it('creates, updates and deletes', async () => {
    const connection = await connect();
    const contacts = connection.sobject('Contact');
    const { id } = await contacts.create({ LastName: 'Ødegaard', FirstName: 'Åse' });
    await contacts.update({ Id: String(id), Title: 'Buyer' });
    expect(await contacts.retrieve(String(id))).toMatchObject({ Name: 'Åse Ødegaard', Title: 'Buyer', IsDeleted: false });
    await contacts.destroy(String(id));
    await expect(contacts.retrieve(String(id))).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  it('upserts a collection by external id, each record with its own result', async () => {
    const connection = await connect();
    const tasks = connection.sobject('Task');
    const rows = [
      { Frontline_Key__c: 'IM1', Subject: 'one' },
      { Frontline_Key__c: 'IM2', Subject: 'x'.repeat(256) },
    ];
    const results = await tasks.upsert(rows, 'Frontline_Key__c', { allOrNone: false });
    expect(results).toEqual([
      { id: expect.stringMatching(/^00T/), success: true, errors: [], created: true },
      { success: false, created: false, errors: [expect.objectContaining({ statusCode: 'STRING_TOO_LONG', fields: ['Subject'] })] },
    ]);
    expect(await tasks.upsert({ Frontline_Key__c: 'IM1', Status: 'Completed' }, 'Frontline_Key__c')).toMatchObject({
      success: true,
      created: false,
    });
    expect(server.org.database.rows('Task')).toEqual([expect.objectContaining({ Subject: 'one', IsClosed: true })]);
  });

  it('undoes everything when one record fails under allOrNone', async () => {
    const connection = await connect();
    const results = await connection.sobject('Contact').create([{ LastName: 'Kept?' }, { FirstName: 'Nameless' }], { allOrNone: true });
    expect(results.map(({ success }) => success)).toEqual([false, false]);
    expect(server.org.database.findBy('Contact', 'LastName', ['Kept?'])).toEqual([]);
  });
});

describe('trouble', () => {
  it('answers 401 once sessions are expired', async () => {
    const { accessToken } = await connect();
    const control = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"expireSessions":true}' };
    await fetch(`${server.url}/__emulator/faults`, control);
    const response = await fetch(`${server.url}/services/data/v65.0/limits`, {
      headers: { authorization: `Bearer ${String(accessToken)}` },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
  });

  it('answers 403 when the daily allowance is used up', async () => {
    const connection = await connect();
    server.org.limits.setRemaining(1);
    await connection.query('SELECT Id FROM User');
    await expect(connection.query('SELECT Id FROM User')).rejects.toMatchObject({ errorCode: 'REQUEST_LIMIT_EXCEEDED' });
  });

  it('fails as many requests as asked for, then works again', async () => {
    const connection = await connect();
    server.org.faults.set({
      requestFaults: [
        {
          pathContains: '/sobjects/',
          times: 1,
          status: 400,
          errorCode: 'UNABLE_TO_LOCK_ROW',
          message: 'unable to obtain exclusive access to this record',
        },
      ],
    });
    await expect(connection.sobject('Contact').create({ LastName: 'A' })).rejects.toMatchObject({ errorCode: 'UNABLE_TO_LOCK_ROW' });
    await expect(connection.sobject('Contact').create({ LastName: 'A' })).resolves.toMatchObject({ success: true });
  });

  it('is unavailable or cuts the line during an outage, but can still be controlled', async () => {
    const { url, org } = server;
    org.faults.set({ outage: 'unavailable' });
    expect((await fetch(`${url}/services/data`)).status).toBe(503);
    org.faults.set({ outage: 'reset' });
    await expect(fetch(`${url}/services/data`)).rejects.toThrow('fetch failed');
    await fetch(`${url}/__emulator/faults`, { method: 'DELETE' });
    expect((await fetch(`${url}/services/data`)).status).toBe(200);
  });

  it.each(['/services/data/v57.0/limits', '/services/data/v65.0/nothing', '/elsewhere'])('has nothing at %s', async (path) => {
    const connection = await connect();
    const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${String(connection.accessToken)}` } });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
    });
  });

  it('counts requests by kind', async () => {
    const connection = await connect();
    await connection.query('SELECT Id FROM User');
    const counts = await (await fetch(`${server.url}/__emulator/requests`)).json();
    expect(counts).toEqual({ token: 1, query: 1 });
  });
});
