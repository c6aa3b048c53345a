import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { signedText } from './acting-user.ts';
import { verifyActingUser } from './verify-acting-user.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const ORG = '00D000000000001AAA';
const USER = '005000000000001AAA';
const KEY = 'a signing key of an org';
const bodyHash = createHash('sha256').update('{}').digest('hex');
const target = { method: 'POST', path: '/salesforce/v1/messages', bodyHash };

const signed = ({ at = NOW, key = KEY, org = ORG } = {}) => {
  const headers = {
    'x-frontline-org': org,
    'x-frontline-user': USER,
    'x-frontline-time': String(Math.floor(at.getTime() / 1_000)),
    'x-frontline-signature': '0'.repeat(64),
  };
  const signature = createHmac('sha256', key)
    .update(signedText({ ...target, headers }))
    .digest('hex');
  return { ...target, headers: { ...headers, 'x-frontline-signature': signature } };
};
const verify = (deps: Partial<Parameters<typeof verifyActingUser>[0]> = {}) =>
  verifyActingUser({ signingKeys: [KEY], organizationId: undefined, clock: { now: () => NOW }, ...deps });
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return [error.code, error.message];
  }
  return undefined;
};

describe('who acts, as the org signs it', () => {
  it('is believed with either key, up to five minutes late or early', () => {
    expect(verify()(signed())).toEqual({ userId: USER, organizationId: ORG });
    expect(verify({ signingKeys: ['the next key of the org', KEY] })(signed()).userId).toBe(USER);
    for (const seconds of [-300, 300]) expect(verify()(signed({ at: new Date(NOW.getTime() + seconds * 1_000) })).userId).toBe(USER);
    for (const seconds of [-301, 301]) {
      const [code, message] = refusalOf(() => verify()(signed({ at: new Date(NOW.getTime() + seconds * 1_000) }))) ?? [];
      expect([code, message]).toEqual(['unauthorized', expect.stringContaining('X-Frontline-Time')]);
    }
  });

  it.each([
    ['another body', { bodyHash: createHash('sha256').update('{ }').digest('hex') }],
    ['another path', { path: '/salesforce/v1/messages/bulk' }],
    ['another method', { method: 'PUT' }],
  ])('is not believed of %s', (_what, change) => {
    expect(refusalOf(() => verify()({ ...signed(), ...change }))?.[0]).toBe('unauthorized');
  });

  it('is not believed when a header was changed, is missing or came twice', () => {
    const { headers } = signed();
    for (const [name, value] of [
      ['x-frontline-user', '005000000000002AAA'],
      ['x-frontline-org', '00D000000000002AAA'],
      ['x-frontline-time', String(Number(headers['x-frontline-time']) + 1)],
      ['x-frontline-signature', 'f'.repeat(64)],
      ['x-frontline-signature', undefined],
      ['x-frontline-user', [USER, USER]],
    ] as const) {
      expect(refusalOf(() => verify()({ ...target, headers: { ...headers, [name]: value } }))?.[0]).toBe('unauthorized');
    }
    expect(refusalOf(() => verify()(signed({ key: 'the key of somebody else' })))?.[0]).toBe('unauthorized');
  });

  it('is believed of the configured org alone, whichever way its Id is written', () => {
    expect(verify({ organizationId: ORG.slice(0, 15) })(signed()).organizationId).toBe(ORG);
    expect(refusalOf(() => verify({ organizationId: ORG })(signed({ org: '00D000000000002AAA' })))?.[1]).toContain('SALESFORCE_ORG_ID');
  });

  it('is believed of nobody without a key', () => {
    const [code, message] = refusalOf(() => verify({ signingKeys: [] })(signed())) ?? [];
    expect([code, message]).toEqual(['not_configured', expect.stringContaining('GATEWAY_SIGNING_KEY')]);
  });
});
