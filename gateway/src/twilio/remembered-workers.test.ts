import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startScriptedApi, type ScriptedApi } from '../testing/scripted-api.ts';
import { twilioClient } from './twilio-client.ts';
import { frontlineUsers } from './frontline-users.ts';
import { rememberedWorkers } from './remembered-workers.ts';

const client = (apiUrl: string) => twilioClient({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', apiUrl });
const found = { status: 200, body: { sid: `US${'1'.repeat(32)}`, identity: 'ana@example.test' } };
const missing = { status: 404, body: { code: 20404, message: 'not found', status: 404 } };

let api: ScriptedApi;
let now: number;
beforeEach(async () => {
  api = await startScriptedApi();
  now = 1_000;
});
afterEach(() => api.close());

const registry = () => rememberedWorkers({ registry: frontlineUsers(client(api.url)), clock: { now: () => new Date(now) } });

describe('rememberedWorkers', () => {
  it('asks the Frontline API once for several questions and remembers a yes for minutes', async () => {
    api.answer = () => found;
    const workers = registry();
    await expect(Promise.all([workers.exists('ana+1@example.test'), workers.exists('ana+1@example.test')])).resolves.toEqual([true, true]);
    now += 4 * 60_000;
    await workers.exists('ana+1@example.test');
    expect(api.requests.map((request) => request.path)).toEqual(['/frontline-api/v1/Users/ana%2B1%40example.test']);
    now += 2 * 60_000;
    await workers.exists('ana+1@example.test');
    expect(api.requests).toHaveLength(2);
  });

  it('remembers a no only for seconds', async () => {
    api.answer = () => missing;
    const workers = registry();
    await expect(workers.exists('new@example.test')).resolves.toBe(false);
    api.answer = () => found;
    now += 9_000;
    await expect(workers.exists('new@example.test')).resolves.toBe(false);
    now += 2_000;
    await expect(workers.exists('new@example.test')).resolves.toBe(true);
  });

  it('rejects when the API fails, and asks again next time', async () => {
    api.answer = () => ({ status: 500, body: 'oops' });
    const workers = registry();
    await expect(workers.exists('ana@example.test')).rejects.toMatchObject({ code: 'upstream_failed' });
    api.answer = () => found;
    await expect(workers.exists('ana@example.test')).resolves.toBe(true);
  });
});
