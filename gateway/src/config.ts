import { readFileSync } from 'node:fs';
import { environmentSchema, SECRETS, type Environment } from './config-schema.ts';
import { doubtfulNames, type DoubtfulName } from './doubtful-names.ts';
import { KNOWN_NAMES } from './known-names.ts';
import { MEDIA_TYPES } from './media/media-types.ts';

/** The gateway's settings, grouped by what they are about. */
export interface Config extends ReturnType<typeof group> {
  /** Variables that are set, look as if they were meant for the gateway, and are not read. */
  readonly doubtfulNames: readonly DoubtfulName[];
}

/** Variables as the process has them. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** Settings that cannot be used. The message has one line for every wrong variable and never shows a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from an environment.
 * @param environment usually `process.env`; empty values count as absent
 * @throws ConfigError naming every variable that is missing or wrong, and what it should be
 */
export function parseConfig(environment: RawEnvironment): Config {
  const problems: string[] = [];
  const given = withCertificates(withSecretsFromFiles(environment, problems), problems);
  const parsed = environmentSchema.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (problems.some((problem) => problem.startsWith(`${name}:`))) continue;
    problems.push(`${name}: ${given[name] ? issue.message : 'is missing'}`);
  }
  problems.push(...filesOfNoSecret(given));
  if (parsed.success) problems.push(...rulesBetween(parsed.data));
  const doubtful = doubtfulNames(environment, KNOWN_NAMES);
  if (!parsed.success || problems.length > 0) {
    const lines = [...problems, ...doubtful.map(whatIsDoubtful)];
    throw new ConfigError(['The configuration cannot be used:', ...lines.map((line) => `  ${line}`)].join('\n'));
  }
  return { ...group(parsed.data), doubtfulNames: doubtful };
}

/** Often the very name that another is missing under. */
const whatIsDoubtful = ({ variable, nearest }: DoubtfulName): string =>
  `${variable}: is not known to the gateway${nearest === undefined ? '' : `; is ${nearest} meant?`}`;

/** A path where the value is wanted would be left out in silence: of the scanner of files, for one. */
const filesOfNoSecret = (given: Readonly<Record<string, string>>): string[] =>
  Object.keys(environmentSchema.shape)
    .filter((name) => given[`${name}_FILE`] !== undefined && !SECRETS.some((secret) => secret === name))
    .map((name) => `${name}_FILE: ${name} is no secret; give ${name} itself`);

function withSecretsFromFiles(environment: RawEnvironment, problems: string[]): Record<string, string> {
  const variables = Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])));
  for (const name of SECRETS) {
    const path = variables[`${name}_FILE`];
    if (path === undefined) continue;
    if (variables[name] !== undefined) problems.push(`${name}: is given twice, also as ${name}_FILE; give one`);
    variables[name] = readText(path) ?? '';
    if (variables[name] === '') problems.push(`${name}: the file named by ${name}_FILE is empty or cannot be read`);
  }
  return variables;
}

/** Trust anchors are no secret, but a file of them that cannot be read must not wait until the first connection to be noticed. */
function withCertificates(variables: Record<string, string>, problems: string[]): Record<string, string> {
  for (const name of ['SALESFORCE_PUBSUB_CA_FILE', 'DATABASE_CA_FILE']) {
    const path = variables[name];
    if (path === undefined) continue;
    const pem = readText(path);
    if (pem?.includes('-----BEGIN CERTIFICATE-----')) variables[name] = pem;
    else problems.push(`${name}: must name a file of certificates in PEM form`);
  }
  return variables;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function rulesBetween(env: Environment): string[] {
  const problems: string[] = [];
  if ((env.TWILIO_API_KEY_SID === undefined) !== (env.TWILIO_API_KEY_SECRET === undefined)) {
    problems.push('TWILIO_API_KEY_SID: goes with TWILIO_API_KEY_SECRET; give both or none');
  }
  if (env.GATEWAY_SIGNING_KEY_SECONDARY !== undefined && env.GATEWAY_SIGNING_KEY === undefined) {
    problems.push('GATEWAY_SIGNING_KEY_SECONDARY: goes with GATEWAY_SIGNING_KEY; give both, or the first alone');
  }
  if (env.MEDIA_SCAN_TOKEN !== undefined && env.MEDIA_SCAN_URL === undefined) {
    problems.push('MEDIA_SCAN_TOKEN: goes with MEDIA_SCAN_URL; give both, or no token');
  }
  if (env.METRICS_PORT !== undefined && env.METRICS_PORT !== 0 && env.METRICS_PORT === env.PORT) {
    problems.push('METRICS_PORT: must differ from PORT');
  }
  return problems;
}

const present = <T>(...values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

function group(env: Environment) {
  return {
    web: webOf(env),
    twilio: twilioOf(env),
    salesforce: salesforceOf(env),
    gatewayTokens: present(env.GATEWAY_TOKEN, env.GATEWAY_TOKEN_SECONDARY),
    signingKeys: present(env.GATEWAY_SIGNING_KEY, env.GATEWAY_SIGNING_KEY_SECONDARY),
    defaultWorker: env.DEFAULT_WORKER,
    defaultCountry: env.DEFAULT_COUNTRY,
    retentionDays: env.RETENTION_DAYS,
    logLevel: env.LOG_LEVEL,
    dataDir: env.DATA_DIR,
    database:
      env.DATABASE_URL === undefined
        ? undefined
        : { databaseUrl: env.DATABASE_URL, ...(env.DATABASE_CA_FILE !== undefined && { caPem: env.DATABASE_CA_FILE }) },
    leaveClosedAfterDays: env.LEAVE_CLOSED_AFTER_DAYS,
    reconcilePerSecond: env.RECONCILE_PER_SECOND,
    limits: { maxQueued: env.MAX_QUEUED, maxBytes: env.MAX_STORE_BYTES },
    media: mediaOf(env),
    timing: {
      workPollMs: env.WORK_POLL_MS,
      publishLingerMs: env.PUBLISH_LINGER_MS,
      publishPerHour: env.PUBLISH_PER_HOUR,
      retryBaseMs: env.RETRY_BASE_MS,
      breakerOpenMs: env.BREAKER_OPEN_MS,
      secondLookMs: env.SECOND_LOOK_MS,
      leaseMs: env.LEASE_MS,
      cacheTtlMs: env.CACHE_TTL_MS,
      metadataTtlMs: env.METADATA_TTL_MS,
      reconcileIntervalMs: env.RECONCILE_INTERVAL_MS,
      ownersIntervalMs: env.OWNERS_INTERVAL_MS,
    },
  };
}

function webOf(env: Environment) {
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrls: env.PUBLIC_URL,
    trustProxy: env.TRUST_PROXY,
    metricsPort: env.METRICS_PORT,
    metricsToken: env.METRICS_TOKEN,
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS,
  };
}

function twilioOf(env: Environment) {
  const { TWILIO_API_KEY_SID: keySid, TWILIO_API_KEY_SECRET: keySecret } = env;
  return {
    accountSid: env.TWILIO_ACCOUNT_SID,
    authTokens: present(env.TWILIO_AUTH_TOKEN, env.TWILIO_AUTH_TOKEN_SECONDARY),
    apiKey: keySid !== undefined && keySecret !== undefined ? { sid: keySid, secret: keySecret } : undefined,
    conversationsServiceSid: env.TWILIO_CONVERSATIONS_SERVICE_SID,
    apiUrl: env.TWILIO_API_URL,
    numbers: { sms: env.TWILIO_SMS_NUMBER, whatsapp: env.TWILIO_WHATSAPP_NUMBER },
  };
}

function mediaOf(env: Environment) {
  return {
    maxBytes: env.MEDIA_MAX_BYTES,
    types: env.MEDIA_TYPES ?? Object.keys(MEDIA_TYPES),
    concurrency: env.MEDIA_CONCURRENCY,
    scan: env.MEDIA_SCAN_URL === undefined ? undefined : { url: env.MEDIA_SCAN_URL, token: env.MEDIA_SCAN_TOKEN },
  };
}

function salesforceOf(env: Environment) {
  return {
    loginUrl: env.SALESFORCE_LOGIN_URL,
    audience: env.SALESFORCE_JWT_AUDIENCE ?? env.SALESFORCE_LOGIN_URL,
    clientId: env.SALESFORCE_CLIENT_ID,
    username: env.SALESFORCE_USERNAME,
    privateKeys: present(env.SALESFORCE_PRIVATE_KEY, env.SALESFORCE_PRIVATE_KEY_SECONDARY),
    organizationId: env.SALESFORCE_ORG_ID,
    pubsubEndpoint: env.SALESFORCE_PUBSUB_ENDPOINT,
    pubsubCa: env.SALESFORCE_PUBSUB_CA_FILE,
    workerField: env.SALESFORCE_WORKER_FIELD,
  };
}
