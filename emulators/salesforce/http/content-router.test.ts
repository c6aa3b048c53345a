import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { loadDemo } from '../demo/load-demo.ts';
import { type SalesforceServer, startSalesforce } from '../salesforce-server.ts';

const PREFIX = '/services/data/v65.0';
const BYTES = Buffer.from('a picture, perhaps');

let server: SalesforceServer;
let token: string;
let contact: string;

beforeEach(async () => {
  server = await startSalesforce();
  loadDemo(server.org);
  const [user] = server.org.database.findBy('User', 'Username', ['integration@northwind.example']);
  ({ token } = server.org.sessions.open({ userId: String(user?.['Id']), clientId: 'test' }));
  contact = String(server.org.database.rows('Contact')[0]?.['Id']);
});
afterEach(() => server.close());

const created = z.object({ id: z.string() });

const call = async (method: string, path: string, body?: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const request = { method, headers: { authorization: `Bearer ${token}`, ...headers }, ...(body === undefined ? {} : { body }) };
  const response = await fetch(server.url + PREFIX + path, request);
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, bytes, body: isJson ? z.json().parse(JSON.parse(bytes.toString())) : null };
};
const post = (path: string, fields: object) => call('POST', path, JSON.stringify(fields), { 'content-type': 'application/json' });

type Part = { name: string; text: string | Buffer; head: string };
const part = {
  entity: (fields: object): Part => ({ name: 'entity_content', text: JSON.stringify(fields), head: 'Content-Type: application/json' }),
  bytes: (): Part => ({ name: 'VersionData"; filename="a.png', text: BYTES, head: 'Content-Type: image/png' }),
};
const upload = (...parts: readonly Part[]) => {
  const body = Buffer.concat([
    ...parts.flatMap(({ name, text, head }) => [
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n${head}\r\n\r\n`),
      Buffer.from(text),
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--b--\r\n'),
  ]);
  return call('POST', '/sobjects/ContentVersion', body, { 'content-type': 'multipart/form-data; boundary=b' });
};
const linked = (documentId: unknown) =>
  server.org.database
    .findBy('ContentDocumentLink', 'ContentDocumentId', [String(documentId)])
    .filter((row) => row['IsDeleted'] !== true)
    .map((row) => [String(row['LinkedEntityId']).slice(0, 3), row['ShareType']]);

describe('files', () => {
  it('come as multipart: version, document, links to owner and record, and the bytes back', async () => {
    const { status, body } = await upload(part.entity({ PathOnClient: 'a.png', FirstPublishLocationId: contact }), part.bytes());
    expect(status).toBe(201);
    const version = server.org.database.get('ContentVersion', created.parse(body).id);
    expect(version).toMatchObject({
      Title: 'a',
      FileExtension: 'png',
      ContentSize: BYTES.length,
      Checksum: createHash('md5').update(BYTES).digest('hex'),
      IsLatest: true,
      VersionNumber: '1',
    });
    expect(linked(version?.['ContentDocumentId'])).toEqual([
      ['005', 'I'],
      ['003', 'V'],
    ]);
    expect((await call('GET', `/sobjects/ContentVersion/${created.parse(body).id}/VersionData`)).bytes).toEqual(BYTES);
  });

  it('come as base64 in JSON, and as the next version of a document', async () => {
    const first = await post('/sobjects/ContentVersion', { PathOnClient: 'a.txt', VersionData: BYTES.toString('base64') });
    const version = server.org.database.get('ContentVersion', created.parse(first.body).id);
    const next = await upload(part.entity({ PathOnClient: 'a.txt', ContentDocumentId: version?.['ContentDocumentId'] }), part.bytes());
    expect(server.org.database.get('ContentVersion', created.parse(next.body).id)).toMatchObject({ VersionNumber: '2', IsLatest: true });
    expect(server.org.database.get('ContentVersion', String(version?.['Id']))).toMatchObject({ IsLatest: false });
    expect(server.org.database.rows('ContentDocument')).toHaveLength(1);
  });

  it.each<[string, readonly Part[]]>([
    ['no fields', [part.bytes()]],
    ['no bytes', [part.entity({ PathOnClient: 'a' })]],
    ['bytes first', [part.bytes(), part.entity({ PathOnClient: 'a' })]],
    ['fields of another type', [{ ...part.entity({ PathOnClient: 'a' }), head: 'Content-Type: text/plain' }, part.bytes()]],
    ['a part that nobody knows', [part.entity({ PathOnClient: 'a' }), { ...part.bytes(), name: 'Body"; filename="a' }]],
  ])('refuse a message with %s', async (_what, parts) => {
    expect(await upload(...parts)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_MULTIPART_REQUEST' }] });
    expect(server.org.database.rows('ContentVersion')).toEqual([]);
  });

  it.each([
    [{ PathOnClient: 'a', Nope__c: 'x' }, 'INVALID_FIELD'],
    [{}, 'REQUIRED_FIELD_MISSING'],
    [{ PathOnClient: 'a', FirstPublishLocationId: '003000000000000AAA' }, 'INVALID_CROSS_REFERENCE_KEY'],
  ])('refuse %j with %s, and keep nothing', async (fields, errorCode) => {
    expect(await upload(part.entity(fields), part.bytes())).toMatchObject({ status: 400, body: [{ errorCode }] });
    expect(server.org.database.rows('ContentDocument')).toEqual([]);
    expect(server.org.files.used()).toBe(0);
  });

  it('refuse what there is no room for', async () => {
    server.org.files.switches.storageBytes = BYTES.length;
    expect(await upload(part.entity({ PathOnClient: 'a' }), part.bytes())).toMatchObject({ status: 201 });
    expect(await upload(part.entity({ PathOnClient: 'b' }), part.bytes())).toMatchObject({
      status: 400,
      body: [{ errorCode: 'STORAGE_LIMIT_EXCEEDED' }],
    });
  });

  it('can be stored without an answer', async () => {
    server.org.files.switches.loseNextAnswer = true;
    await expect(upload(part.entity({ PathOnClient: 'a' }), part.bytes())).rejects.toThrow();
    expect(server.org.database.rows('ContentVersion')).toHaveLength(1);
  });

  it('are linked to a record once, and go with their links', async () => {
    const { body } = await upload(part.entity({ PathOnClient: 'a' }), part.bytes());
    const ContentDocumentId = server.org.database.get('ContentVersion', created.parse(body).id)?.['ContentDocumentId'];
    const link = { ContentDocumentId, LinkedEntityId: contact, ShareType: 'V' };
    expect(await post('/sobjects/ContentDocumentLink', link)).toMatchObject({ status: 201 });
    expect(await post('/sobjects/ContentDocumentLink', link)).toMatchObject({ status: 400, body: [{ errorCode: 'DUPLICATE_VALUE' }] });
    expect(linked(ContentDocumentId)).toHaveLength(2);
    const query = `SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${contact}'`;
    expect(await call('GET', `/query?q=${encodeURIComponent(query)}`)).toMatchObject({
      body: { records: [{ ContentDocument: { Title: 'a' } }] },
    });
    const ask = (where: string) => call('GET', `/query?q=${encodeURIComponent(`SELECT Id FROM ContentDocumentLink${where}`)}`);
    expect(await ask(` WHERE ShareType = 'V' AND ContentDocumentId IN ('${String(ContentDocumentId)}')`)).toMatchObject({ status: 200 });
    for (const where of ['', " WHERE ShareType = 'V'", ` WHERE LinkedEntityId = '${contact}' OR ShareType = 'V'`]) {
      expect(await ask(where)).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] });
    }
    expect(await call('DELETE', `/sobjects/ContentDocument/${String(ContentDocumentId)}`)).toMatchObject({ status: 204 });
    expect(linked(ContentDocumentId)).toEqual([]);
    expect(server.org.database.rows('ContentVersion')).toEqual([]);
  });
});
