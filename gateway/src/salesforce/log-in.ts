import { OAuth2 } from 'jsforce/lib/oauth2.js';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import { systemTimers } from '../clock.ts';
import { withinDeadline } from '../deadline.ts';
import { jwtAssertion } from './jwt-assertion.ts';
import { isAboutTheKey, loginRefusal } from './login-refusal.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { Session } from './session.ts';

export interface LoginOptions {
  /** `https://login.salesforce.com`, `https://test.salesforce.com` or the org's My Domain. */
  readonly loginUrl: string;
  /** Default: the login URL. */
  readonly audience?: string | undefined;
  readonly clientId: string;
  readonly username: string;
  /** PEMs, tried in this order: two while the app's certificate is being replaced. */
  readonly privateKeys: readonly string[];
  /** 15 or 18 characters; a login that leads to another org is an error. */
  readonly organizationId?: string | undefined;
  /** How long one login may take, in milliseconds (default 10,000). */
  readonly deadlineMs?: number | undefined;
}

const within = withinDeadline(systemTimers);
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const DEFAULT_DEADLINE_MS = 10_000;
/** Ids are compared by their case-sensitive form of 15 characters. */
const SIGNIFICANT = 15;

// The identity URL ends in /id/ORGANIZATION/USER.
const identity = /\/id\/(00D\w{12,15})\/(005\w{12,15})$/;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  instance_url: z.url().transform((url) => url.replace(/\/$/, '')),
  id: z.string().regex(identity),
});

/**
 * Logs in as the integration user with the OAuth 2.0 JWT bearer flow, which has no refresh token: a new session is a new login.
 * Rejects with a transient GatewayError on an outage, `upstream_refused` with the cause in words on a refusal.
 */
export function logIn({ clock }: { readonly clock: Clock }): (options: LoginOptions) => Promise<Session> {
  return async (options) => {
    let refused: GatewayError | undefined;
    for (const privateKey of options.privateKeys) {
      try {
        return await logInWith({ ...options, privateKey, now: clock.now() });
      } catch (thrown) {
        const error = toLoginError(thrown);
        refused = refused === undefined || !isAboutTheKey(error) ? error : refused;
        if (!isAboutTheKey(error)) break;
      }
    }
    throw refused ?? new GatewayError('internal', 'No private key is configured for Salesforce');
  };
}

async function logInWith(options: LoginOptions & { readonly privateKey: string; readonly now: Date }): Promise<Session> {
  const { loginUrl, audience = loginUrl, deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const assertion = jwtAssertion({ ...options, audience });
  const answer: unknown = await within(deadlineMs, new OAuth2({ loginUrl }).requestToken({ grant_type: GRANT, assertion }));
  const { access_token: accessToken, instance_url: instanceUrl, id } = tokenSchema.parse(answer);
  const [, organizationId = '', userId = ''] = identity.exec(id) ?? [];
  checkOrganization(organizationId, options.organizationId);
  return { accessToken, instanceUrl, organizationId, userId };
}

function checkOrganization(actual: string, expected: string | undefined): void {
  if (expected === undefined || actual.slice(0, SIGNIFICANT) === expected.slice(0, SIGNIFICANT)) return;
  throw new GatewayError('upstream_refused', `The login led to organization ${actual}, but SALESFORCE_ORG_ID is ${expected}`);
}

// jsforce names the error after the body's `error`; where the body has none, an outage page in JSON for instance, the name is no text at all,
// and the status is lost.
const refusalSchema = z.object({ name: z.string().regex(/^[a-z_]+$|^ERROR_HTTP_\d+$/), message: z.string() });

function toLoginError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  const refusal = refusalSchema.safeParse(thrown);
  if (refusal.success) return loginRefusal({ ...refusal.data, cause: thrown });
  const error = toSalesforceError(thrown);
  if (error.code !== 'internal') return error;
  return new GatewayError('upstream_failed', 'The token endpoint gave no usable answer', { cause: thrown });
}
