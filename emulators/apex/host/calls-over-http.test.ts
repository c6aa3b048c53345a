import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../../salesforce/demo/load-demo.ts';
import { createOrg, type Org } from '../../salesforce/org.ts';
import { startSalesforce, type SalesforceServer } from '../../salesforce/salesforce-server.ts';

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001';

describe('the package’s code over HTTP', () => {
  let org: Org;
  let salesforce: SalesforceServer;
  let gateway: Server;
  const asked: { url: string | undefined; authorization: string | undefined; body: unknown }[] = [];

  const idOf = (objectName: string, field: string, value: string): string =>
    String(org.database.findBy(objectName, field, [value])[0]?.['Id']);
  const post = async (path: string, body: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(salesforce.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };

  beforeAll(async () => {
    org = createOrg();
    loadDemo(org);
    salesforce = await startSalesforce({ org });
    gateway = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { url } = request;
        asked.push({ url, authorization: request.headers.authorization, body: JSON.parse(text) as unknown });
        // The org still answers others while its Apex waits.
        void fetch(`${salesforce.url}/services/data`).then((others) => {
          const { clientKey } = asked.at(-1)?.body as { clientKey: string };
          response.writeHead(others.status, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ clientKey, status: 'sent', messageSid: 'IM1', conversationSid: 'CH1' }));
        });
      });
    });
    await new Promise<void>((resolve) => {
      gateway.listen(0, '127.0.0.1', resolve);
    });
    const { port } = gateway.address() as { port: number };
    await fetch(`${salesforce.url}/__emulator/named-credentials/Frontline_Gateway`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `http://127.0.0.1:${port}`, headers: { Authorization: 'Bearer secret' } }),
    });
  });
  afterAll(async () => {
    gateway.closeAllConnections();
    gateway.close();
    await salesforce.close();
  });

  it('reads the messages of a customer as the page of a rep does', async () => {
    const contact = idOf('Contact', 'Name', 'Mara Quist');
    const owner = idOf('User', 'Username', 'ana@northwind.example');
    const message = { Frontline_Key__c: 'IM1', Frontline_Occurred_At__c: '2026-01-01T12:00:00.000+0000' };
    org.database.insert('Task', { ...message, WhoId: contact, OwnerId: owner, Subject: 'SMS' });
    const call = { user: 'ana@northwind.example', params: { recordId: contact, before: null, count: 10 } };
    expect(await post('/__emulator/apex/FrontlineConversationController/readMessages', call)).toMatchObject({
      status: 200,
      body: { value: [{ Frontline_Key__c: 'IM1', Subject: 'SMS' }] },
    });
  });

  it('says how a body is to be sent', async () => {
    const url = `${salesforce.url}/__emulator/apex/FrontlineConversationController/readMessages`;
    const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ user: 'ana@northwind.example' }) });
    expect([form.status, await form.json()]).toEqual([
      415,
      { error: expect.stringContaining('Content-Type: application/json') as unknown },
    ]);
    const broken = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"user"' });
    expect([broken.status, await broken.json()]).toEqual([400, { error: expect.stringContaining('not valid JSON') as unknown }]);
  });

  it('sends through the gateway with the headers of the named credential, and blocks nobody meanwhile', async () => {
    const contact = idOf('Contact', 'Name', 'Mara Quist');
    const params = { message: { clientKey: UUID, recordId: contact, channel: 'sms', text: 'Hello' } };
    const answer = await post('/__emulator/apex/FrontlineMessageController/send', { user: 'ana@northwind.example', params });
    expect(answer).toMatchObject({ status: 200, body: { value: { clientKey: UUID } } });
    expect(asked[0]).toMatchObject({ url: '/salesforce/v1/messages', authorization: 'Bearer secret', body: { recordId: contact } });
  });

  it('knows no method that pages may not call', async () => {
    const call = { user: 'ana@northwind.example' };
    expect(await post('/__emulator/apex/FrontlineTombstones/bury', call)).toMatchObject({ status: 404 });
    expect(await post('/__emulator/apex/FrontlineTombstones/bury', { user: 'nobody' })).toMatchObject({ status: 400 });
  });

  it('calls an invocable action by the name of its class', async () => {
    const { token } = org.sessions.open({ userId: idOf('User', 'Username', 'ana@northwind.example'), clientId: 'test' });
    const inputs = [idOf('Contact', 'Name', 'Mara Quist')];
    const refused = await post('/services/data/v65.0/actions/custom/apex/FrontlineFailureReplay', { inputs }, token);
    expect(refused).toMatchObject({ status: 400, body: [{ isSuccess: false, errors: [{ statusCode: 'APEX_ERROR' }] }] });
    expect(await post('/services/data/v65.0/actions/custom/apex/Nothing', { inputs }, token)).toMatchObject({ status: 404 });
    expect((await post('/services/data/v65.0/actions/custom/apex/Nothing', { inputs })).status).toBe(401);
  });
});
