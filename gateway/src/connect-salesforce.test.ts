import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { parseConfig } from './config.ts';
import { connectSalesforce } from './connect-salesforce.ts';
import { dependencyWatch } from './dependency-watch.ts';
import { createMetrics } from './metrics.ts';
import { outsideMetrics } from './outside-metrics.ts';
import { OUTSIDE } from './outside.ts';

const USER = 'integration@northwind.example';
const OPEN = { customersAt: () => Promise.resolve([]) };
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let server: SalesforceServer;
let salesforce: ReturnType<typeof connectSalesforce>;
let metrics: ReturnType<typeof createMetrics>;

beforeEach(async () => {
  server = await startSalesforce({ clients: [{ clientId: 'gateway', publicKeyPem: publicKey, approvedUsernames: [USER] }] });
  const user = { Username: USER, LastName: 'Integration', Email: USER, LocaleSidKey: 'en_US', UserType: 'Standard', IsActive: true };
  server.org.database.store('User', user);
  const config = parseConfig({
    PUBLIC_URL: 'https://gateway.example',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: '0'.repeat(32),
    SALESFORCE_LOGIN_URL: server.url,
    SALESFORCE_CLIENT_ID: 'gateway',
    SALESFORCE_USERNAME: USER,
    SALESFORCE_PRIVATE_KEY: privateKey,
    BREAKER_OPEN_MS: '60000',
  });
  const nothing = () => undefined;
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  metrics = createMetrics();
  const dependencies = dependencyWatch(OUTSIDE);
  salesforce = connectSalesforce({ config, dependencies, metrics: outsideMetrics(metrics.registry), log, open: OPEN });
});
afterEach(async () => {
  salesforce.close();
  await server.close();
});

const findUser = (lane: Pick<typeof salesforce, 'directory'>, n: number) => lane.directory.findUser(`nobody-${n}`);
const metric = async (line: string) => (await metrics.registry.metrics()).split('\n').includes(line);

describe('what is asked of Salesforce', () => {
  it('is refused at once, for callbacks and queues alike, after five calls in a row without an answer', async () => {
    await expect(findUser(salesforce, 0)).resolves.toBeUndefined();
    server.org.faults.set({ outage: 'unavailable' });
    for (let n = 1; n <= 5; n++) await expect(findUser(salesforce.work, n)).rejects.toMatchObject({ code: 'upstream_failed' });
    server.org.faults.clear();
    for (const lane of [salesforce, salesforce.work]) {
      const refused = findUser(lane, 6);
      await expect(refused).rejects.toMatchObject({ code: 'upstream_busy', isUntried: true });
      await expect(refused).rejects.toHaveProperty('retryAfterMs', expect.any(Number));
    }
    expect(await metric('frontline_breaker_state{name="salesforce",state="open"} 1')).toBe(true);
  });

  it('goes on for the callbacks while the queues have taken all that is theirs', async () => {
    await findUser(salesforce, 0);
    server.org.faults.set({ latencyMs: 300 });
    const waiting = Array.from({ length: 230 }, (_, n) => findUser(salesforce.work, 1_000 + n).catch((error: unknown) => error));
    await expect(findUser(salesforce, 1)).resolves.toBeUndefined();
    server.org.faults.clear();
    const refused = (await Promise.all(waiting)).filter((outcome) => outcome instanceof Error);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused[0]).toMatchObject({ code: 'overloaded', isUntried: true });
  });

  it('is counted by kind, with what the org has left', async () => {
    await findUser(salesforce, 0);
    expect(await metric('frontline_salesforce_calls_total{kind="login"} 1')).toBe(true);
    expect(await metric('frontline_salesforce_calls_total{kind="query"} 1')).toBe(true);
    expect(await metric('frontline_salesforce_daily_calls_remaining 103999')).toBe(true);
  });
});
