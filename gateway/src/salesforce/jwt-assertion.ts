import { sign } from 'node:crypto';

export interface JwtAssertionInput {
  /** Consumer key of the External Client App. */
  readonly clientId: string;
  /** Username of the integration user. */
  readonly username: string;
  /** The authorization server as Salesforce names it: the login, sandbox or My Domain URL. */
  readonly audience: string;
  /** PEM of the key whose certificate is uploaded to the External Client App. */
  readonly privateKey: string;
  readonly now: Date;
}

// Salesforce refuses assertions that live longer than three minutes after its own clock (help article "OAuth 2.0 JWT Bearer Flow").
const LIFETIME_S = 180;

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A signed assertion (RS256, RFC 7523) that stands for the integration user at the token endpoint. Throws on a key that is no PEM. */
export function jwtAssertion({ clientId, username, audience, privateKey, now }: JwtAssertionInput): string {
  const exp = Math.floor(now.getTime() / 1000) + LIFETIME_S;
  const unsigned = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ iss: clientId, sub: username, aud: audience, exp })}`;
  return `${unsigned}.${sign('RSA-SHA256', Buffer.from(unsigned), privateKey).toString('base64url')}`;
}
