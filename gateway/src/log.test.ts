import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError } from './errors.ts';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } }));
  return lines.join('');
}

describe('createLog', () => {
  it('masks phone numbers wherever they stand in a field', () => {
    const text = logged((log) => {
      const error = new GatewayError('upstream_failed', 'no route to +14155550132', { cause: new Error('whatsapp:+447700900123 is gone') });
      log.warn({ err: error, path: '/x?to=%2B14155550132', nested: { list: ['004915112345678'] } }, 'failed');
    });
    expect(text).not.toMatch(/4155550132|7700900123|15112345678/);
    expect(text).toContain('***32');
    expect(text).toContain('upstream_failed');
  });

  it.each([
    '(415) 555-0132',
    '415-555-0132',
    '415.555.0132',
    '+1 415 555 0132',
    '+44 (0)20 7946 0132',
    '4155550132',
    '+1 (415) 555-0132',
    '1-415-555-0132',
    '1.415.555.0132',
    'phone-4155550132',
    '020 7946 0132',
    '%2B1%20415%20555%200132',
    '+1+415+555+0132',
  ])('masks %s as people type it', (typed) => {
    const text = logged((log) => log.error({ err: new Error(`MALFORMED_QUERY: MobilePhone IN ('${typed}', 'x')`) }, 'failed'));
    expect(text.replace(/\D/g, '')).not.toMatch(/5550132|79460132/);
  });

  it.each(['body', 'payload', 'authToken', 'access_token', 'Authorization', 'X-Twilio-Signature', 'privateKey', 'assertion'])(
    'never writes the field %s',
    (name) => {
      expect(logged((log) => log.info({ request: { [name]: 'the secret' } }, 'seen'))).not.toContain('the secret');
    },
  );

  it('keeps SIDs, ids and times readable', () => {
    const record = { sid: 'CH0123456789abcdef0123456789abcdef', id: '0035i00000AbCdEAAV', at: new Date(0) };
    expect(logged((log) => log.info(record, 'seen'))).toContain(JSON.stringify(record).slice(1, -1));
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 8 }), (record) => expect(logged((log) => log.info(record, 'seen'))).toContain('"msg":"seen"')),
    );
  });
});
