// The webhook module alone: the package's main module costs 100 ms and 22 MB that the webhook path does not need.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

export interface SignatureOptions {
  /** The account's auth token, and the secondary one while they are being rotated. */
  readonly authTokens: readonly string[];
  /** The base URLs that Twilio is configured to call, without a trailing slash. */
  readonly publicUrls: readonly string[];
}

export interface SignedRequest {
  /** The `X-Twilio-Signature` header. */
  readonly signature: string | undefined;
  /** The path with the query string, exactly as received. */
  readonly pathAndQuery: string;
  /** The form parameters; a repeated one is an array. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Tells whether Twilio signed a form request, for any configured URL and any valid token. What the request itself says of
 * its host and protocol is not asked: proxies rewrite it and callers can forge it. Not for JSON bodies, which are signed
 * by a hash in the query string.
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function isSignedByTwilio({ authTokens, publicUrls }: SignatureOptions): (request: SignedRequest) => boolean {
  return ({ signature, pathAndQuery, params }) => {
    if (!signature || !pathAndQuery.startsWith('/')) return false;
    return authTokens.some((token) => publicUrls.some((url) => validateRequest(token, signature, url + pathAndQuery, params)));
  };
}
