import { afterEach, beforeEach, expect, it } from '@jest/globals';
import express, { raw } from 'express';
import { createLog } from '../log.ts';
import { errorHandler } from './error-handler.ts';
import { limitBodies } from './limit-bodies.ts';
import { listen, type Listening } from './listen.ts';

let server: Listening;
let release: () => void;
let working: Promise<undefined>;
beforeEach(async () => {
  const begun = Promise.withResolvers<undefined>();
  const gate = Promise.withResolvers<undefined>();
  [working, release] = [begun.promise, () => gate.resolve(undefined)];
  const app = express().post('/', raw({ type: () => true }), limitBodies(1_000), async (_request, response) => {
    begun.resolve(undefined);
    await gate.promise;
    response.json({});
  });
  app.use(errorHandler({ log: createLog({ level: 'silent' }) }));
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close(0));

const send = (bytes: number) => fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'x'.repeat(bytes) });

it('refuses what is too much at once, and takes it again afterwards', async () => {
  const first = send(800);
  await working;
  const refused = await send(300);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  const small = send(100);
  release();
  expect([(await first).status, (await small).status, (await send(300)).status]).toEqual([200, 200, 200]);
});

it('takes a single one, however large', async () => {
  release();
  expect((await send(5_000)).status).toBe(200);
});
