import { z } from 'zod';
import { envValue as value } from './env-value.ts';

/** Secrets: each may be given as `NAME_FILE`, a path, instead. */
export const SECRETS = [
  'TWILIO_AUTH_TOKEN',
  'TWILIO_AUTH_TOKEN_SECONDARY',
  'TWILIO_API_KEY_SECRET',
  'SALESFORCE_PRIVATE_KEY',
  'SALESFORCE_PRIVATE_KEY_SECONDARY',
  'GATEWAY_TOKEN',
  'GATEWAY_TOKEN_SECONDARY',
  'GATEWAY_SIGNING_KEY',
  'GATEWAY_SIGNING_KEY_SECONDARY',
  'METRICS_TOKEN',
  'DATABASE_URL',
  'MEDIA_SCAN_TOKEN',
] as const;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every variable the gateway reads, by name. `.env.example` documents them for operators. */
export const environmentSchema = z.object({
  HOST: value.text.default('0.0.0.0'),
  PORT: value.number(0, 65_535).default(8080),
  PUBLIC_URL: value.baseUrls,
  TRUST_PROXY: value.trustProxy.optional(),
  METRICS_PORT: value.number(0, 65_535).optional(),
  METRICS_TOKEN: value.text.optional(),
  SHUTDOWN_DELAY_MS: value.number(0, 300_000).default(0),

  TWILIO_ACCOUNT_SID: value.sid('AC'),
  TWILIO_AUTH_TOKEN: value.text,
  TWILIO_AUTH_TOKEN_SECONDARY: value.text.optional(),
  TWILIO_API_KEY_SID: value.sid('SK').optional(),
  TWILIO_API_KEY_SECRET: value.text.optional(),
  TWILIO_CONVERSATIONS_SERVICE_SID: value.sid('IS').optional(),
  TWILIO_SMS_NUMBER: value.phoneNumber.optional(),
  TWILIO_WHATSAPP_NUMBER: value.phoneNumber.optional(),
  TWILIO_API_URL: value.baseUrl.optional(),

  SALESFORCE_LOGIN_URL: value.baseUrl,
  SALESFORCE_JWT_AUDIENCE: value.text.optional(),
  SALESFORCE_CLIENT_ID: value.text,
  SALESFORCE_USERNAME: value.text,
  SALESFORCE_PRIVATE_KEY: value.pem,
  SALESFORCE_PRIVATE_KEY_SECONDARY: value.pem.optional(),
  SALESFORCE_ORG_ID: z
    .string()
    .regex(/^00D[0-9a-zA-Z]{12}([0-9a-zA-Z]{3})?$/, 'must be an organization id: 15 or 18 characters, 00D first')
    .optional(),
  SALESFORCE_PUBSUB_ENDPOINT: z
    .string()
    .regex(/^[^/\s]+:\d+$/, 'must be HOST:PORT')
    .default('api.pubsub.salesforce.com:7443'),
  SALESFORCE_PUBSUB_CA_FILE: value.text.optional(),
  SALESFORCE_WORKER_FIELD: z
    .enum(['Username', 'FederationIdentifier', 'Email'], 'must be Username, FederationIdentifier or Email')
    .default('Username'),

  GATEWAY_TOKEN: value.token.optional(),
  GATEWAY_TOKEN_SECONDARY: value.token.optional(),
  GATEWAY_SIGNING_KEY: value.token.min(16, 'must have at least 16 characters').optional(),
  GATEWAY_SIGNING_KEY_SECONDARY: value.token.min(16, 'must have at least 16 characters').optional(),

  DIRECTORY: z.literal('salesforce', 'must be salesforce: other directories are not part of this version').default('salesforce'),
  DEFAULT_WORKER: value.text.max(256, 'must be a worker identity of at most 256 characters').optional(),
  DEFAULT_COUNTRY: value.country.default('US'),
  RETENTION_DAYS: value.number(1, 3650).default(14),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),

  DATABASE_URL: value.databaseUrl.optional(),
  DATABASE_CA_FILE: value.text.optional(),
  DATA_DIR: value.text.default('./data'),
  MAX_QUEUED: value.number(1_000, 100_000_000).default(1_000_000),
  MAX_STORE_BYTES: value.number(10_000_000, 999_999_999_999).default(10_000_000_000),

  MEDIA_MAX_BYTES: value.number(0, 2_000_000_000).default(100_000_000),
  MEDIA_TYPES: value.mediaTypes.optional(),
  MEDIA_CONCURRENCY: value.number(1, 32).default(4),
  MEDIA_SCAN_URL: value.url.optional(),
  MEDIA_SCAN_TOKEN: value.token.optional(),

  WORK_POLL_MS: value.milliseconds.default(1_000),
  PUBLISH_LINGER_MS: value.milliseconds.default(50),
  PUBLISH_PER_HOUR: value.number(1, 100_000_000).default(200_000),
  RETRY_BASE_MS: value.milliseconds.default(1_000),
  BREAKER_OPEN_MS: value.milliseconds.default(10_000),
  SECOND_LOOK_MS: value.milliseconds.default(60_000),
  LEASE_MS: value.milliseconds.default(30_000),
  CACHE_TTL_MS: value.milliseconds.default(60_000),
  METADATA_TTL_MS: value.milliseconds.default(60_000),
  RECONCILE_INTERVAL_MS: value.milliseconds.default(300_000),
  OWNERS_INTERVAL_MS: value.milliseconds.default(60_000),
  RECONCILE_PER_SECOND: value.number(1, 100).default(5),
  LEAVE_CLOSED_AFTER_DAYS: value.number(1, 3650).default(30),
});

export type Environment = z.infer<typeof environmentSchema>;
