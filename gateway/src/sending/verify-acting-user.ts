import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import { actingUserHeaders, MAX_AGE_SECONDS, signedText, type SignedRequest } from './acting-user.ts';

/** Whom Salesforce vouches for. */
export interface ActingUser {
  /** User Id, 18 characters. */
  readonly userId: string;
  /** Organization Id, 18 characters. */
  readonly organizationId: string;
}

export interface VerifyActingUserDeps {
  /** The current and, while it is being changed, the next. */
  readonly signingKeys: readonly string[];
  /** Of the one org whose users may act, 15 or 18 characters; any org that has the key when absent. */
  readonly organizationId: string | undefined;
  readonly clock: Clock;
}

export interface UnverifiedRequest extends Omit<SignedRequest, 'headers'> {
  /** By name in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const HOW_TO_CONFIGURE = 'Set GATEWAY_SIGNING_KEY to the SigningKey of the External Credential Frontline_Gateway.';

/**
 * Who acts, as the org says and signs it for this one request.
 * @throws GatewayError `not_configured` where the gateway has no key: nobody is let in unsigned; `unauthorized` for a header that is missing or
 * malformed, a time further than five minutes from ours, another org, a signature by another key or over something else
 */
export function verifyActingUser({ signingKeys, organizationId, clock }: VerifyActingUserDeps) {
  return ({ headers, ...request }: UnverifiedRequest): ActingUser => {
    if (signingKeys.length === 0)
      throw new GatewayError('not_configured', `The gateway has no signing key, so nobody can act. ${HOW_TO_CONFIGURE}`);
    const parsed = actingUserHeaders.safeParse(headers);
    if (!parsed.success) {
      const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
      throw new GatewayError('unauthorized', `Missing or malformed: ${names.join(', ')}.`);
    }
    const given = parsed.data;
    // The signature first: whoever does not have the key learns nothing else.
    const text = signedText({ ...request, headers: given });
    const offered = Buffer.from(given['x-frontline-signature'], 'hex');
    const matches = signingKeys.map((key) => timingSafeEqual(createHmac('sha256', key).update(text).digest(), offered));
    if (!matches.includes(true)) throw new GatewayError('unauthorized', `The signature is not that of this request. ${HOW_TO_CONFIGURE}`);
    const ageSeconds = clock.now().getTime() / 1_000 - Number(given['x-frontline-time']);
    if (Math.abs(ageSeconds) > MAX_AGE_SECONDS)
      throw new GatewayError('unauthorized', `X-Frontline-Time: is ${Math.round(ageSeconds)} seconds from the gateway's clock.`);
    const organization = given['x-frontline-org'];
    if (organizationId !== undefined && shortId(organization) !== shortId(organizationId))
      throw new GatewayError('unauthorized', 'X-Frontline-Org: is not the org of SALESFORCE_ORG_ID.');
    return { userId: given['x-frontline-user'], organizationId: organization };
  };
}

/** The last three characters of a long Id only repeat the case of the others. */
const shortId = (id: string): string => id.slice(0, 15);
