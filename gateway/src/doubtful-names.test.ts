import { describe, expect, it } from '@jest/globals';
import { doubtfulNames } from './doubtful-names.ts';
import { KNOWN_NAMES } from './known-names.ts';

const of = (environment: Record<string, string>) => doubtfulNames(environment, KNOWN_NAMES);

describe('a variable that was probably meant for the gateway', () => {
  it.each([
    ['TWILLIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKEN'],
    ['SALESFORCE_USER_NAME', 'SALESFORCE_USERNAME'],
    ['GATEWAY_TOKN', 'GATEWAY_TOKEN'],
    ['GATEWAY_TOKEN_FIL', 'GATEWAY_TOKEN_FILE'],
    ['DATADIR', 'DATA_DIR'],
    ['data_dir', 'DATA_DIR'],
    ['RETENTION_DAY', 'RETENTION_DAYS'],
    ['FRONTLINE_URI', 'FRONTLINE_URL'],
    ['GATEWAY_TOEKN', 'GATEWAY_TOKEN'],
    ['TWILIO_API_KEY', 'TWILIO_API_KEY_SID'],
    ['twilio_auth', 'TWILIO_AUTH_TOKEN'],
    ['GATEWAY_SIGNING', 'GATEWAY_SIGNING_KEY'],
  ])('%s is taken for %s', (variable, nearest) => {
    expect(of({ [variable]: 'secret' })).toEqual([{ variable, nearest }]);
  });

  it.each(['SALESFORCE_PASSWORD', 'TWILIO_PHONE_NUMBER', 'SALESFORCE_INSTANCE_URL'])(
    '%s resembles none, and is told of all the same',
    (variable) => {
      expect(of({ [variable]: 'x' })).toEqual([{ variable }]);
    },
  );

  it('is none that belongs to others, is known, or is empty', () => {
    const others = {
      PATH: '/bin',
      HOME: '/root',
      HOSTNAME: 'desk',
      NODE_ENV: 'production',
      npm_config_port: '1',
      PGHOST: 'db',
      DATABASE_USER: 'ana',
      LOG_FORMAT: 'json',
      GATEWAY_TOKEN_FILE: '/run/secrets/token',
      FRONTLINE_OPERATOR: 'ana',
      TWILIO_EDGE: 'dublin',
      TWILLIO_AUTH_TOKEN: '',
      GATEWAY_SERVICE_HOST: '10.0.0.1',
      GATEWAY_SERVICE_PORT_HTTP: '80',
      TWILIO_PORT: 'tcp://10.0.0.1:80',
      GATEWAY_PORT_80_TCP_ADDR: '10.0.0.1',
      GATEWAY_INTERFACE: 'eth0',
      GATEWAY_VERSION: '1.2.0',
      GATEWAY_PORT: '8080',
      GATEWAY_HEARTBEAT_SECONDS: '5',
      FRONTLINE_IMAGE: 'frontline',
      FRONTLINE_VERSION: '1.2.0',
      FRONTLINE_COMMIT: '0123abc',
      FRONTLINE_UID: '1000',
      METRICS_HOST: '127.0.0.1',
    };
    expect(of(others)).toEqual([]);
  });
});
