// How fast the gateway turns stored webhooks into Tasks, with the org in another process. Prints one JSON line.
import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asOperatorsStart } from './as-operators-start.ts';
import { MACHINE } from './machine.ts';
import { ORG } from './customers.ts';
import { fillInbox } from './fill-inbox.ts';
import { startServer } from './server-process.ts';
import { BENCH } from './webhook.ts';

const MESSAGES = Number(process.argv[2] ?? 20_000);
const CUSTOMERS = 500;
/** 250,000 events an hour: what the org of an Enterprise Edition may publish (Platform Event Allocations). */
const ORG_PER_SECOND = 69;
const src = (path: string) => join(import.meta.dirname, path);

interface OrgSays {
  readonly msg: 'listening' | 'done';
  readonly port: number;
  readonly pubsub: string;
  readonly caPem: string;
  readonly at: number;
  readonly tasks: number;
  readonly published: number;
}

/** The org's process, and its next word. */
function startOrg(publicKeyPem: string): { readonly child: ChildProcess; readonly says: (what: OrgSays['msg']) => Promise<OrgSays> } {
  const options = JSON.stringify({ publicKeyPem, customers: CUSTOMERS, messages: MESSAGES });
  const child = spawn(process.execPath, [src('org-process.ts'), options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const said = new Map<string, PromiseWithResolvers<OrgSays>>([
    ['listening', Promise.withResolvers()],
    ['done', Promise.withResolvers()],
  ]);
  lines.on('line', (line) => {
    const word = JSON.parse(line) as OrgSays;
    said.get(word.msg)?.resolve(word);
  });
  child.once('exit', () => said.forEach(({ reject }) => reject(new Error('the org ended'))));
  return { child, says: (what) => said.get(what)?.promise ?? Promise.reject(new Error(what)) };
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = { private: { type: 'pkcs8', format: 'pem' }, public: { type: 'spki', format: 'pem' } } as const;
const dataDir = await mkdtemp(join(tmpdir(), 'frontline-drain-'));
const org = startOrg(String(publicKey.export(pem.public)));
const { port, pubsub, caPem } = await org.says('listening');
await writeFile(join(dataDir, 'ca.pem'), caPem);
await fillInbox(dataDir, { messages: MESSAGES, customers: CUSTOMERS });
const startedAt = Date.now();
process.once('exit', () => org.child.kill());
const start = asOperatorsStart();
const gateway = await startServer(start.args, {
  ...start.env,
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: BENCH.publicUrl,
  DATA_DIR: dataDir,
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  PUBLISH_PER_HOUR: '100000000',
  TWILIO_ACCOUNT_SID: BENCH.accountSid,
  TWILIO_AUTH_TOKEN: BENCH.token,
  TWILIO_API_URL: 'http://127.0.0.1:9',
  SALESFORCE_LOGIN_URL: `http://127.0.0.1:${port}`,
  SALESFORCE_CLIENT_ID: ORG.clientId,
  SALESFORCE_USERNAME: ORG.integrationUser,
  SALESFORCE_PRIVATE_KEY: String(privateKey.export(pem.private)),
  SALESFORCE_PUBSUB_ENDPOINT: pubsub,
  SALESFORCE_PUBSUB_CA_FILE: join(dataDir, 'ca.pem'),
});
const listeningAt = Date.now();
const { at, tasks, published } = await org.says('done').finally(() => gateway.stop());
org.child.kill();
await rm(dataDir, { recursive: true });

const seconds = (at - listeningAt) / 1_000;
const figures = {
  messages: MESSAGES,
  conversations: CUSTOMERS,
  tasks,
  published,
  seconds,
  startSeconds: (listeningAt - startedAt) / 1_000,
};
console.log(
  JSON.stringify({
    figure: 'inbox to Task',
    ...figures,
    perSecond: Math.round(MESSAGES / seconds),
    orgMayPublishPerSecond: ORG_PER_SECOND,
    machine: MACHINE,
  }),
);
