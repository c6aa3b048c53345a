import { GatewayError, type ErrorCode } from '../errors.ts';

/** What to do about a refusal, by what the token endpoint says of it. Texts as Salesforce words them. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/approved/i, 'pre-authorize the integration user: give it a permission set that the External Client App allows'],
  [/audience/i, 'SALESFORCE_JWT_AUDIENCE must name the login, sandbox or My Domain URL of the org'],
  [/assertion|signature/i, "the private key does not belong to the app's certificate, or this machine's clock is wrong"],
  [/expired/i, "this machine's clock is wrong, or the user's password policy locks it out"],
  [/inactive|locked|frozen/i, 'the integration user may not log in: activate or unlock it'],
  [/client identifier/i, 'SALESFORCE_CLIENT_ID is not the consumer key of an app of this org'],
];

/** Answers that mean "later": outages worded as OAuth errors, and the limit on logins per hour. */
const LATER = /login rate exceeded|retry your request/i;
const OUTAGES: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable', 'unknown_error']);
const SERVER_STATUS = /^ERROR_HTTP_(5\d\d|420|429)$/;

export interface Refusal {
  /** The OAuth error, as `invalid_grant`, or `ERROR_HTTP_503` of an answer without one. */
  readonly name: string;
  /** Its description. */
  readonly message: string;
  readonly cause: unknown;
}

/** A refusal of the token endpoint as a GatewayError that says what to do about it. */
export function loginRefusal({ name: upstreamCode, message, cause }: Refusal): GatewayError {
  const code = refusalCode(upstreamCode, message);
  const advice = ADVICE.find(([pattern]) => pattern.test(message))?.[1];
  const text = `Salesforce refused the login (${upstreamCode}: ${message.slice(0, 200)})${advice === undefined ? '' : `; ${advice}`}`;
  return new GatewayError(code, text, { upstreamCode, cause });
}

function refusalCode(error: string, description: string): ErrorCode {
  if (LATER.test(description)) return 'upstream_busy';
  return OUTAGES.has(error) || SERVER_STATUS.test(error) ? 'upstream_failed' : 'upstream_refused';
}

// Refusals that say that the signature was fine, or was not looked at.
const NOT_ABOUT_THE_KEY = /approved|audience|inactive|locked|frozen|client identifier|rate exceeded/i;

/** Whether another key might be accepted where this one was refused. */
export const isAboutTheKey = (error: GatewayError): boolean =>
  error.upstreamCode === 'invalid_grant' && !NOT_ABOUT_THE_KEY.test(error.message);
