import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrgOptions } from '@frontline/emulators/org';
import { startTwilio, type Twilio, type TwilioOptions } from '@frontline/emulators/twilio';
import { CLIENT_ID, DEMO_ACCOUNT, DEMO_GATEWAY_TOKEN, DEMO_SIGNING_KEY, DEMO_WORKERS, INTEGRATION_USER } from './demo-account.ts';
import { freePort } from './free-port.ts';
import { startGateway, type GatewayProcess, type GatewayProcessOptions } from './gateway-process.ts';
import { startOrg, type RunningOrg } from './start-org.ts';

export interface LocalStackOptions {
  /** Wanted ports; one that is taken is replaced by a free one. */
  readonly ports?: { readonly gateway: number; readonly salesforce: number; readonly pubsub: number; readonly twilio: number };
  /** Variables for the gateway that differ from the stack's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** What Twilio is told to call; the gateway's own address when absent. */
  readonly publicUrl?: string;
  readonly onLine?: GatewayProcessOptions['onLine'];
  readonly twilio?: TwilioOptions;
  /** What an admin has made of the org before the package came. */
  readonly org?: OrgOptions;
}

/** Everything on one machine: an org, an account, and what the gateway needs to know of them. */
export interface LocalStack {
  readonly salesforce: RunningOrg;
  readonly twilio: Twilio;
  readonly gatewayUrl: string;
  readonly dataDir: string;
  /** The gateway's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a gateway, also after another has ended, on the same port and data; `main` is another version's `main.ts`. */
  startGateway(env?: Readonly<Record<string, string>>, main?: string): GatewayProcess;
  /** Ends whatever was started and removes the data. */
  close(): Promise<void>;
}

/** Starts the emulators, configured for a gateway that is not started yet. */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const { ports = { gateway: 0, salesforce: 0, pubsub: 0, twilio: 0 } } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'frontline-'));
  const gatewayPort = await freePort(ports.gateway);
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const { publicUrl = gatewayUrl } = options;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = (key: typeof publicKey, type: 'spki' | 'pkcs8') => String(key.export({ type, format: 'pem' }));
  const salesforce = connected(await startOrg({ ports, publicKeyPem: pem(publicKey, 'spki'), org: options.org }), gatewayUrl);
  const twilio = await startTwilio({ ...twilioOptions(publicUrl), ...options.twilio, port: await freePort(ports.twilio) });
  const caFile = join(dataDir, 'pubsub-ca.pem');
  await writeFile(caFile, salesforce.caPem);
  const env = {
    ...gatewayEnv({ salesforce, twilio, dataDir }),
    PORT: String(gatewayPort),
    PUBLIC_URL: publicUrl,
    SALESFORCE_PRIVATE_KEY: pem(privateKey, 'pkcs8'),
    SALESFORCE_PUBSUB_CA_FILE: caFile,
    ...options.env,
  };
  const started: GatewayProcess[] = [];
  return {
    salesforce,
    twilio,
    gatewayUrl,
    dataDir,
    env,
    startGateway: (changes = {}, main) => {
      const more = { ...(options.onLine && { onLine: options.onLine }), ...(main !== undefined && { main }) };
      const gateway = startGateway({ env: { ...env, ...changes }, ...more });
      started.push(gateway);
      return gateway;
    },
    close: async () => {
      await Promise.all(started.map((gateway) => gateway.stop()));
      await Promise.all([twilio.close(), salesforce.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** With what an admin types in: where the gateway is, and the secrets of the External Credential. */
function connected(salesforce: RunningOrg, gatewayUrl: string): RunningOrg {
  salesforce.org.namedCredentials.set('Frontline_Gateway', {
    url: gatewayUrl,
    headers: { Authorization: `Bearer ${DEMO_GATEWAY_TOKEN}` },
    values: new Map([['Frontline_Gateway.SigningKey', DEMO_SIGNING_KEY]]),
  });
  return salesforce;
}

// What docs/operations.md tells operators to tick.
const WEBHOOK_FILTERS = [
  'onConversationAdd',
  'onConversationAdded',
  'onParticipantAdded',
  'onMessageAdded',
  'onMessageUpdated',
  'onMessageRemoved',
  'onConversationStateUpdated',
  'onDeliveryUpdated',
] as const;

function twilioOptions(publicUrl: string): TwilioOptions {
  const callbacks = `${publicUrl}/callbacks`;
  const conversations = `${callbacks}/twilio-conversations`;
  return {
    account: DEMO_ACCOUNT,
    workers: Object.values(DEMO_WORKERS),
    webhooks: { preWebhookUrl: conversations, postWebhookUrl: conversations, filters: WEBHOOK_FILTERS },
    frontline: {
      crmUrl: `${callbacks}/crm`,
      outgoingUrl: `${callbacks}/outgoing-conversation`,
      templatesUrl: `${callbacks}/templates`,
      routingUrl: `${callbacks}/routing`,
    },
  };
}

function gatewayEnv({ salesforce, twilio, dataDir }: { salesforce: RunningOrg; twilio: Twilio; dataDir: string }): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    DATA_DIR: join(dataDir, 'gateway'),
    TWILIO_ACCOUNT_SID: DEMO_ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: DEMO_ACCOUNT.authToken,
    TWILIO_CONVERSATIONS_SERVICE_SID: DEMO_ACCOUNT.serviceSid,
    TWILIO_SMS_NUMBER: DEMO_ACCOUNT.smsNumber,
    TWILIO_WHATSAPP_NUMBER: DEMO_ACCOUNT.whatsappNumber,
    TWILIO_API_URL: twilio.url,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: CLIENT_ID,
    SALESFORCE_USERNAME: INTEGRATION_USER,
    SALESFORCE_PUBSUB_ENDPOINT: salesforce.pubsubEndpoint,
    DEFAULT_WORKER: DEMO_WORKERS.desk,
    GATEWAY_TOKEN: DEMO_GATEWAY_TOKEN,
    GATEWAY_SIGNING_KEY: DEMO_SIGNING_KEY,
  };
}
