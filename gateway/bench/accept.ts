// npm run bench: how many webhooks a second the gateway accepts durably, beside the least that it could cost. One JSON line a figure.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOperatorsStart } from './as-operators-start.ts';
import { print } from './machine.ts';
import { load, type Figures } from './load.ts';
import { startServer } from './server-process.ts';
import { BENCH, signedMessage } from './webhook.ts';

const MESSAGES = { 1: 2_000, 50: 10_000 } as const;
const ROUNDS = 5;
const start = asOperatorsStart();
const src = (path: string) => join(import.meta.dirname, path);

/** Salesforce and Twilio are out of reach, so that accepting alone is measured; nothing is ever tried twice within a run. */
const gatewayEnv = (dataDir: string): Record<string, string> => ({
  HOST: '127.0.0.1',
  PORT: '0',
  PUBLIC_URL: BENCH.publicUrl,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'info',
  RETRY_BASE_MS: '600000',
  TWILIO_ACCOUNT_SID: BENCH.accountSid,
  TWILIO_AUTH_TOKEN: BENCH.token,
  TWILIO_API_URL: 'http://127.0.0.1:9',
  SALESFORCE_LOGIN_URL: 'http://127.0.0.1:9',
  SALESFORCE_CLIENT_ID: 'bench',
  SALESFORCE_USERNAME: 'bench@example.test',
  SALESFORCE_PRIVATE_KEY: String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })),
});

type Start = (dataDir: string) => ReturnType<typeof startServer>;

/** One round, on a new store. */
async function measure(connections: 1 | 50, startOn: Start): Promise<Figures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontline-bench-'));
  const server = await startOn(dataDir);
  const forms = Array.from({ length: MESSAGES[connections] }, (_form, n) => signedMessage(1, n));
  await load({ port: server.port, forms: forms.splice(0, 200), connections });
  const figures = await load({ port: server.port, forms, connections });
  await server.stop();
  await rm(dataDir, { recursive: true });
  return figures;
}

function middle<T>(values: readonly T[], by: (value: T) => number): T {
  const value = values.toSorted((a, b) => by(a) - by(b))[Math.floor(values.length / 2)];
  if (value === undefined) throw new Error('no round was measured');
  return value;
}

const rate = ({ perSecond }: Figures): number => perSecond;
const startFloor: Start = (dataDir) => startServer([src('floor.ts'), dataDir]);
const startGateway: Start = (dataDir) => startServer(start.args, { ...start.env, ...gatewayEnv(dataDir) });

for (const connections of [1, 50] as const) {
  const rounds: { readonly floor: Figures; readonly gateway: Figures }[] = [];
  // Side by side, because a disk has its moods.
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ floor: await measure(connections, startFloor), gateway: await measure(connections, startGateway) });
  }
  const [floor, gateway] = (['floor', 'gateway'] as const).map((which) =>
    middle(
      rounds.map((round) => round[which]),
      rate,
    ),
  );
  const ratios = rounds.map((round) => Math.round((rate(round.gateway) / rate(round.floor)) * 100) / 100);
  print({ figure: 'durable accepts', connections, gateway, floor, ratio: middle(ratios, Number), ratios });
}
