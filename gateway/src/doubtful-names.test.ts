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
  ])('%s is taken for %s', (variable, nearest) => {
    expect(of({ [variable]: 'secret' })).toEqual([{ variable, nearest }]);
  });

  it.each(['SALESFORCE_PASSWORD', 'GATEWAY_HEARTBEAT_SECONDS'])('%s resembles none, and is told of all the same', (variable) => {
    expect(of({ [variable]: 'x' })).toEqual([{ variable }]);
  });

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
      GATEWAY_PORT: 'tcp://10.0.0.1:80',
      GATEWAY_PORT_80_TCP_ADDR: '10.0.0.1',
    };
    expect(of(others)).toEqual([]);
  });
});
