// node gateway/bench/full.ts [ROWS]: a gateway in whose store so many webhooks wait, because Salesforce has been away: how long it takes to be
// ready, and how much memory it takes while it tries them, accepts more and tells of itself. Prints one JSON line.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asOperatorsStart } from './as-operators-start.ts';
import { ORG } from './customers.ts';
import { fillInbox } from './fill-inbox.ts';
import { load } from './load.ts';
import { print } from './machine.ts';
import { startServer } from './server-process.ts';
import { BENCH, signedMessage } from './webhook.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const CUSTOMERS = 20_000;
const MORE = 5_000;
const WATCHED_MS = 20_000;

const dataDir = await mkdtemp(join(tmpdir(), 'frontline-full-'));
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const start = asOperatorsStart();
const env = {
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: BENCH.publicUrl,
  DATA_DIR: dataDir,
  MAX_QUEUED: String(10 * ROWS),
  TWILIO_ACCOUNT_SID: BENCH.accountSid,
  TWILIO_AUTH_TOKEN: BENCH.token,
  TWILIO_API_URL: 'http://127.0.0.1:9',
  SALESFORCE_LOGIN_URL: 'http://127.0.0.1:9',
  SALESFORCE_CLIENT_ID: ORG.clientId,
  SALESFORCE_USERNAME: ORG.integrationUser,
  SALESFORCE_PRIVATE_KEY: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  SALESFORCE_PUBSUB_ENDPOINT: '127.0.0.1:9',
};

/** What the operating system says of a process, in megabytes: now (`VmRSS`) or at most so far (`VmHWM`). Linux alone has it. */
const memoryOf = (pid: number, name: 'VmRSS' | 'VmHWM'): number => {
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_000);
};

async function untilReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(5);
  }
}

try {
  await fillInbox(dataDir, { messages: ROWS, customers: CUSTOMERS });
  const startedAt = performance.now();
  const gateway = await startServer(start.args, { ...start.env, ...env });
  await untilReady(`http://127.0.0.1:${gateway.port}/readyz`);
  const readyMs = Math.round(performance.now() - startedAt);
  const empty = memoryOf(gateway.pid, 'VmRSS');
  const accepted = await load({
    port: gateway.port,
    connections: 50,
    forms: Array.from({ length: MORE }, (_form, n) => signedMessage(1, n)),
  });
  await sleep(WATCHED_MS); // what it takes while it tries is the figure
  print({
    figure: 'a gateway with a full store',
    rows: ROWS,
    startToReadyMs: readyMs,
    accepted,
    rssMbWhenReady: empty,
    rssMb: memoryOf(gateway.pid, 'VmRSS'),
    rssMbAtMost: memoryOf(gateway.pid, 'VmHWM'),
  });
  await gateway.stop();
} finally {
  await rm(dataDir, { recursive: true });
}
