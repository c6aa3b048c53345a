import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { operationsClient } from './operations-client.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

let server: Server;
let url: string;
let answer: Answer;
let asked: { readonly path: string | undefined; readonly headers: IncomingHttpHeaders };
beforeAll(async () => {
  server = createServer((request, response) => {
    asked = { path: request.url, headers: request.headers };
    response.writeHead(answer.status, { 'Content-Type': 'application/json', Location: 'https://elsewhere.example' }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => void server.close());

const client = () => operationsClient({ url, token: 'secret', operator: 'ana@desk' });
const status = (given: Answer, path = '/status') => {
  answer = given;
  return client().get(path, z.object({ at: z.string() }));
};
const error = (code: string, message = 'Why.') => JSON.stringify({ error: { code, message, requestId: 'r-1' } });

describe('the client of the operations routes', () => {
  it('says who it is and what it may, and gives back what the contract names', async () => {
    await expect(status({ status: 200, body: '{"at":"now","more":1}' })).resolves.toEqual({ at: 'now' });
    expect(asked.path).toBe('/salesforce/v1/operations/status');
    expect(asked.headers).toMatchObject({ authorization: 'Bearer secret', 'x-frontline-operator': 'ana@desk' });
  });

  it.each([
    ['a wrong token', { status: 401, body: error('unauthorized') }, '/status', 'set GATEWAY_TOKEN'],
    ['a gateway without the route', { status: 404, body: error('not_found') }, '/status', 'older than this command line'],
    [
      'a letter that is gone',
      { status: 404, body: error('not_found', 'Gone.') },
      '/dead-letters/inbox%3Ax',
      'Gone.\n(not_found, request r-1)',
    ],
    ['somebody else', { status: 404, body: '<html>' }, '/status', 'no Frontline gateway'],
    ['a redirection, which would take the token along', { status: 302, body: '' }, '/status', 'no Frontline gateway'],
    ['another shape', { status: 200, body: '{"at":1}' }, '/status', 'another shape (at)'],
  ])('explains %s', async (_what, given, path, text) => {
    await expect(status(given, path)).rejects.toMatchObject({ exitCode: 1, message: expect.stringContaining(text) as unknown });
  });

  it('ends with wrong use where the gateway refuses what was asked', async () => {
    const refused = status({ status: 400, body: error('bad_request', 'since: must be in the past.') });
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('since: must be in the past.') as unknown,
    });
  });

  it('says who it is also in letters beyond ASCII', async () => {
    answer = { status: 200, body: '{}' };
    await operationsClient({ url, token: 'secret', operator: 'Ren\u00e9' }).get('/status', z.unknown());
    expect(asked.headers['x-frontline-operator']).toBe("UTF-8''Ren%C3%A9");
  });

  it('explains that nobody is there', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => gone.once('listening', resolve));
    const there = `http://127.0.0.1:${String((gone.address() as AddressInfo).port)}`;
    await new Promise((resolve) => gone.close(resolve));
    const nobody = operationsClient({ url: there, token: 'secret', operator: 'ana' });
    await expect(nobody.get('/status', z.unknown())).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(`No gateway answers at ${there} (ECONNREFUSED)`) as unknown,
    });
  });
});
