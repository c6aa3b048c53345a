import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { createLog } from '../log.ts';
import { errorHandler } from './error-handler.ts';
import { limitOperations } from './limit-operations.ts';
import { listen } from './listen.ts';

describe('the limit of the operations routes', () => {
  it('is a 429 that says how long to wait, also for a request that came through a proxy', async () => {
    const app = express().use(limitOperations({ limit: 2 }));
    app.get('/', (_request, response) => void response.json({}));
    app.use(errorHandler({ log: createLog({ level: 'silent' }) }));
    const server = await listen(app, { host: '127.0.0.1', port: 0 });
    const get = () => fetch(`http://127.0.0.1:${server.port}/`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect([(await get()).status, (await get()).status]).toEqual([200, 200]);
    const refused = await get();
    expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: 'too_many_requests' } }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await server.close(1_000);
  });
});
