import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import { startScriptedApi, type ApiRequest, type ScriptedApi } from '../testing/scripted-api.ts';
import { logIn, type LoginOptions } from './log-in.ts';
import { sharedSession } from './shared-session.ts';

const keyPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey };
};
const [first, second] = [keyPair(), keyPair()];

const ORG = '00D5i00000FrtLnEAN';
const NOW = new Date('2026-11-20T09:00:00Z');
const clock = { now: () => NOW };

let api: ScriptedApi;
beforeEach(async () => {
  api = await startScriptedApi();
});
afterEach(() => api.close());

const granted = (token = 'token') => ({
  status: 200,
  body: {
    access_token: token,
    instance_url: `${api.url}/`,
    id: `https://login.salesforce.com/id/${ORG}/0055i00000A1b2cAAB`,
    token_type: 'Bearer',
  },
});
const refused = (error: string, error_description: string, status = 400) => ({ status, body: { error, error_description } });

const options = (more: Partial<LoginOptions> = {}): LoginOptions => ({
  loginUrl: api.url,
  audience: 'https://login.salesforce.com',
  clientId: '3MVG9',
  username: 'integration@example.test',
  privateKeys: [first.pem],
  ...more,
});
const connect = (more?: Partial<LoginOptions>) => logIn({ clock })(options(more));

const assertionOf = (request: ApiRequest | undefined) => {
  const [header = '', claims = '', signature = ''] = (request?.form.get('assertion') ?? '').split('.');
  const isSignedBy = (key: typeof first) =>
    createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(key.publicKey, Buffer.from(signature, 'base64url'));
  return {
    header: JSON.parse(Buffer.from(header, 'base64url').toString()) as unknown,
    claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as unknown,
    isSignedBy,
  };
};

describe('logIn', () => {
  it('presents a signed assertion and gives the session', async () => {
    api.answer = () => granted();
    await expect(connect({ organizationId: ORG.slice(0, 15) })).resolves.toEqual({
      accessToken: 'token',
      instanceUrl: api.url,
      organizationId: ORG,
      userId: '0055i00000A1b2cAAB',
    });
    expect(api.requests[0]).toMatchObject({ method: 'POST', path: '/services/oauth2/token' });
    expect(api.requests[0]?.form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { header, claims, isSignedBy } = assertionOf(api.requests[0]);
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(claims).toEqual({
      iss: '3MVG9',
      sub: 'integration@example.test',
      aud: 'https://login.salesforce.com',
      exp: NOW.getTime() / 1000 + 180,
    });
    expect(isSignedBy(first)).toBe(true);
  });

  it('takes the login URL for the audience unless told otherwise', async () => {
    api.answer = () => granted();
    await connect({ audience: undefined });
    expect(assertionOf(api.requests[0]).claims).toMatchObject({ aud: api.url });
  });

  it('tries the second key when the first is refused, and not for another reason', async () => {
    api.answer = (request) => (assertionOf(request).isSignedBy(second) ? granted('second') : refused('invalid_grant', 'invalid assertion'));
    await expect(connect({ privateKeys: [first.pem, second.pem] })).resolves.toMatchObject({ accessToken: 'second' });
    api.requests.length = 0;
    api.answer = () => refused('invalid_grant', "user hasn't approved this consumer");
    await expect(connect({ privateKeys: [first.pem, second.pem] })).rejects.toMatchObject({
      code: 'upstream_refused',
      upstreamCode: 'invalid_grant',
    });
    expect(api.requests).toHaveLength(1);
  });

  it.each([
    [refused('invalid_grant', "user hasn't approved this consumer"), 'upstream_refused', /pre-authorize/],
    [refused('invalid_grant', 'audience is invalid'), 'upstream_refused', /SALESFORCE_JWT_AUDIENCE/],
    [refused('invalid_grant', 'invalid assertion'), 'upstream_refused', /certificate/],
    [refused('invalid_client_id', 'client identifier invalid'), 'upstream_refused', /SALESFORCE_CLIENT_ID/],
    [refused('invalid_grant', 'login rate exceeded'), 'upstream_busy', /login rate exceeded/],
    [refused('unknown_error', 'retry your request'), 'upstream_busy', /retry/],
    [{ status: 503, body: '<html>maintenance</html>', headers: { 'content-type': 'text/html' } }, 'upstream_failed', /503/],
    [{ status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'down' }] }, 'upstream_failed', /no usable answer/],
    [{ status: 200, body: {} }, 'upstream_failed', /something else than expected/],
  ])('says what %p means', async (answer, code, message) => {
    api.answer = () => answer;
    await expect(connect()).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });

  it('refuses another organization than the configured one', async () => {
    api.answer = () => granted();
    await expect(connect({ organizationId: '00D000000000001' })).rejects.toMatchObject({
      code: 'upstream_refused',
      message: expect.stringContaining(ORG) as unknown,
    });
  });

  it('takes silence for a time-out and nobody for an outage', async () => {
    await expect(connect({ deadlineMs: 50 })).rejects.toMatchObject({ code: 'upstream_timeout' });
    await api.close();
    await expect(connect()).rejects.toMatchObject({ code: 'upstream_failed', upstreamCode: 'ECONNREFUSED' });
  });
});

describe('sharedSession', () => {
  const counting = (outcomes: readonly (string | GatewayError)[], now = { ms: 0 }) => {
    let logins = 0;
    const sessions = sharedSession({
      monotonicMs: () => now.ms,
      logIn: async () => {
        const outcome = outcomes[Math.min(logins++, outcomes.length - 1)];
        await Promise.resolve();
        if (outcome instanceof GatewayError) throw outcome;
        return { accessToken: outcome ?? '', instanceUrl: 'https://x', organizationId: ORG, userId: '005' };
      },
    });
    return { sessions, now, logins: () => logins };
  };

  it('logs in once for many callers, and once for many whose token was refused', async () => {
    const { sessions, logins } = counting(['one', 'two']);
    await Promise.all([sessions.current(), sessions.current()]);
    expect(logins()).toBe(1);
    const renewed = await Promise.all([sessions.renew('one'), sessions.renew('one'), sessions.current()]);
    expect(renewed.map((session) => session.accessToken)).toEqual(['two', 'two', 'two']);
    await expect(sessions.renew('one')).resolves.toMatchObject({ accessToken: 'two' });
    expect(logins()).toBe(2);
  });

  it('tries an outage again at once, a refusal only after some seconds', async () => {
    const refusal = new GatewayError('upstream_refused', 'no');
    const { sessions, now, logins } = counting([new GatewayError('upstream_failed', 'down'), refusal, 'one']);
    await expect(sessions.current()).rejects.toMatchObject({ code: 'upstream_failed' });
    await expect(sessions.current()).rejects.toBe(refusal);
    await expect(sessions.current()).rejects.toBe(refusal);
    expect(logins()).toBe(2);
    now.ms = 5_000;
    await expect(sessions.current()).resolves.toMatchObject({ accessToken: 'one' });
  });
});
