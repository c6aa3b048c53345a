import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { ConfigError, parseConfig } from './config.ts';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
const complete = {
  PUBLIC_URL: 'https://crm.example.test',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'the-token',
  SALESFORCE_LOGIN_URL: 'https://login.salesforce.com',
  SALESFORCE_CLIENT_ID: 'client',
  SALESFORCE_USERNAME: 'integration@example.test',
  SALESFORCE_PRIVATE_KEY: String(pem),
};

const messageFor = (changes: Record<string, string | undefined>): string => {
  try {
    parseConfig({ ...complete, ...changes });
    return '';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
};

describe('parseConfig', () => {
  it('has defaults for all that can have one', () => {
    const config = parseConfig(complete);
    expect(config.web).toMatchObject({ host: '0.0.0.0', port: 8080, publicUrls: ['https://crm.example.test'], shutdownDelayMs: 0 });
    expect(config.salesforce).toMatchObject({
      audience: 'https://login.salesforce.com',
      pubsubEndpoint: 'api.pubsub.salesforce.com:7443',
      workerField: 'Username',
    });
    expect(config.media).toMatchObject({ maxBytes: 100_000_000, concurrency: 4, scan: undefined });
    expect(config.media.types).toContain('image/jpeg');
    expect(config).toMatchObject({ defaultCountry: 'US', retentionDays: 14, dataDir: './data', logLevel: 'info', gatewayTokens: [] });
  });

  it('names every wrong variable in one message, and shows no value', () => {
    const message = messageFor({ PUBLIC_URL: undefined, TWILIO_ACCOUNT_SID: 'AC-secret', PORT: '99999', SALESFORCE_PRIVATE_KEY: 'secret' });
    expect(message.split('\n').slice(1).sort()).toEqual([
      '  PORT: must be a whole number from 0 to 65535',
      '  PUBLIC_URL: is missing',
      '  SALESFORCE_PRIVATE_KEY: must be a private RSA key in PEM form',
      '  TWILIO_ACCOUNT_SID: must be a Twilio SID: AC and 32 more characters',
    ]);
    expect(message).not.toContain('secret');
  });

  it('tells of names that are probably misspelt, and shows no value', () => {
    expect(parseConfig({ ...complete, GATEWAY_TOKN: 'secret' }).doubtfulNames).toEqual([
      { variable: 'GATEWAY_TOKN', nearest: 'GATEWAY_TOKEN' },
    ]);
    expect(
      messageFor({ TWILIO_AUTH_TOKEN: undefined, TWILLIO_AUTH_TOKEN: 'secret', SALESFORCE_PASSWORD: 'secret' }).split('\n').slice(1),
    ).toEqual([
      '  TWILIO_AUTH_TOKEN: is missing',
      '  TWILLIO_AUTH_TOKEN: is not known to the gateway; is TWILIO_AUTH_TOKEN meant?',
      '  SALESFORCE_PASSWORD: is not known to the gateway',
    ]);
  });

  it.each([
    ['PUBLIC_URL', 'http://crm.example.test', 'must be an https URL'],
    ['PUBLIC_URL', 'https://a.example.test,https://b.example.test/', 'must not end with a slash'],
    ['SALESFORCE_LOGIN_URL', 'http://login.example.test', 'must be an https URL'],
    ['TWILIO_SMS_NUMBER', '415 555 0100', 'must be an E.164 number'],
    ['SALESFORCE_WORKER_FIELD', 'Alias', 'must be Username, FederationIdentifier or Email'],
    ['DIRECTORY', 'airtable', 'must be salesforce'],
    ['DATABASE_URL', 'mysql://localhost/x', 'must be postgres://'],
    ['DATABASE_URL', 'postgres://localhost/x?sslmode=prefer', 'must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, with sslmode one of'],
    ['DATABASE_CA_FILE', '/nowhere/ca.pem', 'must name a file of certificates'],
    ['TWILIO_API_KEY_SID', `SK${'1'.repeat(32)}`, 'goes with TWILIO_API_KEY_SECRET'],
    ['TRUST_PROXY', 'true', 'must be a number of hops'],
    ...['10.0.0.0/8/1', '10.0.0.0/33', '10.0.0.0/0', '::1/129', 'loopback/8'].map((value) => [
      'TRUST_PROXY',
      value,
      'must be a number of hops',
    ]),
    ['SALESFORCE_PRIVATE_KEY', '-----BEGIN PRIVATE KEY-----\nbm9uc2Vuc2U=\n-----END PRIVATE KEY-----', 'must be a private RSA key'],
    ['METRICS_PORT', '8080', 'must differ from PORT'],
    ['MEDIA_MAX_BYTES', '2000000001', 'must be a whole number from 0 to 2000000000'],
    ['MEDIA_TYPES', 'image/*,pdf', 'must be a list of types'],
    ['MEDIA_SCAN_URL', 'http://scanner.example.test/scan', 'must be an https URL'],
    ['MEDIA_SCAN_URL', 'https://user:pass@scanner.example.test/scan', 'must be an https URL without a user'],
    ['MEDIA_SCAN_URL_FILE', '/run/secrets/scan', 'MEDIA_SCAN_URL is no secret'],
    ['GATEWAY_SIGNING_KEY', ' '.repeat(20), 'must be of visible ASCII characters'],
    ['GATEWAY_SIGNING_KEY_SECONDARY', 'k'.repeat(20), 'goes with GATEWAY_SIGNING_KEY'],
    ['MEDIA_SCAN_TOKEN', 'secret', 'goes with MEDIA_SCAN_URL'],
    ['SALESFORCE_PUBSUB_CA_FILE', '/nowhere/ca.pem', 'must name a file of certificates'],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(messageFor({ [name]: value })).toContain(`${name}: ${problem}`);
  });

  it.each(['1', 'loopback', 'loopback, 10.0.0.0/8, ::1'])('takes TRUST_PROXY=%s, and so does Express', (value) => {
    expect(() => express().set('trust proxy', parseConfig({ ...complete, TRUST_PROXY: value }).web.trustProxy)).not.toThrow();
  });

  it('takes plain http on this machine, several public URLs, and numbers with a channel', () => {
    const config = parseConfig({
      ...complete,
      PUBLIC_URL: 'http://127.0.0.1:8080, https://crm.example.test',
      SALESFORCE_LOGIN_URL: 'http://localhost:4000',
      TWILIO_WHATSAPP_NUMBER: 'whatsapp:+14155550100',
    });
    expect(config.web.publicUrls).toEqual(['http://127.0.0.1:8080', 'https://crm.example.test']);
    expect(config.twilio.numbers).toEqual({ sms: undefined, whatsapp: '+14155550100' });
  });

  it('reads a key with escaped newlines, and counts empty values as absent', () => {
    const config = parseConfig({ ...complete, SALESFORCE_PRIVATE_KEY: String(pem).replaceAll('\n', '\\n'), DEFAULT_WORKER: '' });
    expect(config.salesforce.privateKeys).toEqual([String(pem)]);
    expect(config.defaultWorker).toBeUndefined();
  });

  it('reads a secret from the file that NAME_FILE names, and refuses both at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const file = join(folder, 'token');
    writeFileSync(file, 'from-file\n');
    expect(messageFor({ SALESFORCE_PRIVATE_KEY: '', SALESFORCE_PRIVATE_KEY_FILE: file })).toContain(
      'SALESFORCE_PRIVATE_KEY: must be a private',
    );
    expect(messageFor({ DATABASE_URL_FILE: file })).toContain('DATABASE_URL: must be postgres://');
    const { TWILIO_AUTH_TOKEN, ...rest } = complete;
    expect(parseConfig({ ...rest, TWILIO_AUTH_TOKEN_FILE: file }).twilio.authTokens).toEqual(['from-file']);
    expect(messageFor({ TWILIO_AUTH_TOKEN, TWILIO_AUTH_TOKEN_FILE: file })).toContain('TWILIO_AUTH_TOKEN: is given twice');
    expect(messageFor({ TWILIO_AUTH_TOKEN: '', TWILIO_AUTH_TOKEN_FILE: join(folder, 'absent') })).toContain(
      'TWILIO_AUTH_TOKEN: the file named by TWILIO_AUTH_TOKEN_FILE is empty or cannot be read',
    );
    rmSync(folder, { recursive: true });
  });
});
