import { createPublicKey, createVerify } from 'node:crypto';
import { z } from 'zod';
import type { Row } from '../database/database.ts';
import type { Org } from '../org.ts';
import type { ClientRegistration } from './client-registration.ts';
import { OauthError } from './oauth-error.ts';

export type AssertionDeps = {
  readonly org: Org;
  readonly clients: readonly ClientRegistration[];
  /** Accepted `aud`: the platform's login hosts and this org's own address. */
  readonly audiences: () => readonly string[];
};

/** Salesforce Help, "OAuth 2.0 JWT Bearer Flow": the assertion's life is counted in minutes. */
const MAX_LIFETIME_S = 5 * 60;

const header = z.object({ alg: z.literal('RS256') });
/** `prn` is the older name of `sub`, still accepted. */
const claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  sub: z.string().optional(),
  prn: z.string().optional(),
  exp: z.number(),
});

type Claims = z.infer<typeof claims>;

const invalid = (description: string) => new OauthError('invalid_grant', description);

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw invalid('invalid assertion');
  }
};

const parse = <T>(schema: z.ZodType<T>, part: string): T => {
  const parsed = schema.safeParse(decode(part));
  if (!parsed.success) throw invalid('invalid assertion');
  return parsed.data;
};

const checkTimes = ({ exp }: Claims, now: number) => {
  const seconds = Math.floor(now / 1000);
  if (exp <= seconds) throw invalid('expired authorization code');
  if (exp > seconds + MAX_LIFETIME_S) throw invalid('invalid assertion');
};

const checkSignature = (client: ClientRegistration, signed: string, signature: string) => {
  const key = createPublicKey(client.publicKeyPem);
  if (!createVerify('RSA-SHA256').update(signed).verify(key, signature, 'base64url')) throw invalid('invalid assertion');
};

const approvedUser = ({ org }: AssertionDeps, client: ClientRegistration, username: string): Row => {
  const [user] = org.database.findBy('User', 'Username', [username]);
  const approved = client.approvedUsernames.some((name) => name.toLowerCase() === username.toLowerCase());
  if (!user || !approved) throw invalid("user hasn't approved this consumer");
  if (user['IsActive'] !== true) throw new OauthError('inactive_user', 'user is inactive');
  return user;
};

/** Who an assertion speaks for: the signature, issuer, audience, lifetime and user are all checked, in this order of complaint. */
export const verifyAssertion =
  (deps: AssertionDeps) =>
  (assertion: string): { user: Row; client: ClientRegistration } => {
    const [head = '', payload = '', signature = '', ...rest] = assertion.split('.');
    if (rest.length > 0 || signature === '') throw invalid('invalid assertion');
    parse(header, head);
    const claim = parse(claims, payload);
    const client = deps.clients.find(({ clientId }) => clientId === claim.iss);
    if (!client) throw new OauthError('invalid_client_id', 'client identifier invalid');
    const audiences = deps.audiences();
    if (![claim.aud].flat().some((audience) => audiences.includes(audience.replace(/\/$/, '')))) throw invalid('audience is invalid');
    checkTimes(claim, deps.org.clock.now());
    checkSignature(client, `${head}.${payload}`, signature);
    return { client, user: approvedUser(deps, client, claim.sub ?? claim.prn ?? '') };
  };
