// What lists and cards of reps' apps cost with a Salesforce that takes 150 ms to answer. Prints one JSON line for each figure.
// Contacts of the one rep who has many, and of all: `node gateway/bench/directory.ts 50000 1000000`.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ORG } from './customers.ts';
import { crmRequest, repOf, type CrmRequest } from './directory-world.ts';
import { print } from './machine.ts';
import { orgQuery } from './org-query.ts';
import { startServer } from './server-process.ts';
import { BENCH } from './webhook.ts';

const [ofFirst = 50_000, ofAll = 60_000] = process.argv.slice(2).map(Number);
const REPS = 101;
const LATENCY_MS = 150;
const src = (path: string) => join(import.meta.dirname, path);

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' });
const world = {
  publicKeyPem,
  reps: REPS,
  contactsOfFirst: ofFirst,
  contactsEach: Math.max(40, Math.floor((ofAll - ofFirst) / (REPS - 1))),
};
const org = await startServer([src('directory-org.ts'), JSON.stringify(world)]);
const orgUrl = `http://127.0.0.1:${org.port}`;
const dataDir = await mkdtemp(join(tmpdir(), 'frontline-directory-'));
const gateway = await startServer([src('../src/main.ts')], {
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: BENCH.publicUrl,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'info',
  TWILIO_ACCOUNT_SID: BENCH.accountSid,
  TWILIO_AUTH_TOKEN: BENCH.token,
  TWILIO_API_URL: 'http://127.0.0.1:1',
  SALESFORCE_LOGIN_URL: orgUrl,
  SALESFORCE_CLIENT_ID: ORG.clientId,
  SALESFORCE_USERNAME: ORG.integrationUser,
  SALESFORCE_PRIVATE_KEY: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  SALESFORCE_PUBSUB_ENDPOINT: '127.0.0.1:1',
});
const floor = await startServer([src('directory-floor.ts')]);
const agent = new Agent({ keepAlive: true, maxSockets: 20 });

interface Answer {
  readonly ms: number;
  readonly bytes: number;
  readonly body: string;
}

const ask = (port: number, { path, body, signature }: CrmRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signature,
    };
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const ms = performance.now() - start;
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve({ ms, bytes: Buffer.byteLength(text), body: text });
        else reject(new Error(`answered ${String(response.statusCode)}: ${text}`));
      });
    });
    sent.once('error', reject).end(body);
  });

const times = (port: number, requests: readonly CrmRequest[], connections: number) =>
  timesOf(requests, connections, (one) => ask(port, one));

async function timesOf<T>(all: readonly T[], connections: number, send: (one: T) => Promise<unknown>) {
  const sorted: number[] = [];
  const queue = all.values();
  const worker = async () => {
    for (const one of queue) {
      const start = performance.now();
      await send(one);
      sorted.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  sorted.sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

const countsSchema = z.record(z.string(), z.number());
/** What counts against the org's daily allowance. */
const calls = async () => {
  const counts = countsSchema.parse(await (await fetch(`${orgUrl}/__emulator/requests`)).json());
  return Object.entries(counts).reduce((sum, [kind, count]) => (kind === 'token' || kind === 'userinfo' ? sum : sum + count), 0);
};
const list = (rep: number, more: Readonly<Record<string, string>> = {}) =>
  crmRequest({ Location: 'GetCustomersList', Worker: repOf(rep), PageSize: '30', ...more });

try {
  await fetch(`${orgUrl}/__emulator/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latencyMs: LATENCY_MS }),
  });
  // Logs in, and warms up what compiles.
  await ask(gateway.port, list(0));
  const reps = Array.from({ length: REPS - 1 }, (_, n) => n + 1);
  const upstream = await timesOf(reps.map(repOf), 10, await orgQuery(orgUrl, String(privateKey.export({ type: 'pkcs8', format: 'pem' }))));
  const before = await calls();
  const cold = await times(
    gateway.port,
    reps.map((rep) => list(rep)),
    10,
  );
  const warm = await times(gateway.port, Array.from({ length: 9 }, () => reps.map((rep) => list(rep))).flat(), 10);
  const spent = (await calls()) - before;
  const least = await times(floor.port, Array.from({ length: 10 }, () => reps.map((rep) => list(rep))).flat(), 10);
  const shared = { latencyMs: LATENCY_MS, contacts: ofFirst + world.contactsEach * (REPS - 1) };
  print({ figure: 'Salesforce calls for 1,000 lists of 100 reps within a minute', calls: spent, ...shared });
  print({ figure: 'a list, cold', ...cold, upstream, ...shared });
  print({ figure: 'a list, warm', ...warm, floor: least, ...shared });

  const pageTimes: number[] = [];
  let bytes = 0;
  let customers = 0;
  const start = await calls();
  const pageSchema = z.object({ objects: z.object({ customers: z.array(z.unknown()), next_page_token: z.string().optional() }) });
  for (let token: string | undefined = '', pages = 0; token !== undefined && pages < 50; pages += 1) {
    const answer: Answer = await ask(gateway.port, list(0, { PageSize: '100', ...(token && { NextPageToken: token }) }));
    const { objects } = pageSchema.parse(JSON.parse(answer.body));
    pageTimes.push(answer.ms);
    bytes = Math.max(bytes, answer.bytes);
    customers += objects.customers.length;
    token = objects.next_page_token;
  }
  pageTimes.sort((a, b) => a - b);
  print({
    figure: 'pages of 100 of a rep with many contacts',
    ofRep: ofFirst,
    pages: pageTimes.length,
    customers,
    calls: (await calls()) - start,
    p50Ms: Math.round(pageTimes[Math.floor(pageTimes.length / 2)] ?? 0),
    largestAnswerBytes: bytes,
    ...shared,
  });
} finally {
  agent.destroy();
  await Promise.all([gateway.stop(), floor.stop(), org.stop()]);
  await rm(dataDir, { recursive: true, force: true });
}
