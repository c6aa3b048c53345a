import { z } from 'zod';

/** How old, and how far ahead, the time of a signed call may be, in seconds: clocks differ, and a callout may wait in Salesforce's proxy. */
export const MAX_AGE_SECONDS = 300;

/**
 * Who acts, and when, in the headers of every call from Salesforce (`FrontlineGatewaySignature.cls`). The bearer token authenticates the
 * org; these say for which of its users it speaks, and the signature binds that to this one request, so that a call that was caught
 * cannot be changed or repeated later. Names are in lower case, as Node gives them.
 */
export const actingUserHeaders = z.object({
  /** Organization Id, 18 characters. */
  'x-frontline-org': z.string().regex(/^00D[0-9a-zA-Z]{15}$/),
  /** User Id of whoever acts, 18 characters. */
  'x-frontline-user': z.string().regex(/^005[0-9a-zA-Z]{15}$/),
  /** Seconds since 1970. */
  'x-frontline-time': z.string().regex(/^\d{10}$/),
  /** HMAC-SHA256 of `signedText` with the signing key, in hexadecimal digits; which case `HEX` writes them in is not documented. */
  'x-frontline-signature': z.string().regex(/^[0-9a-fA-F]{64}$/),
});

export type ActingUserHeaders = z.infer<typeof actingUserHeaders>;

export interface SignedRequest {
  readonly headers: ActingUserHeaders;
  readonly method: string;
  /** Path without host and query, for example `/salesforce/v1/messages`. */
  readonly path: string;
  /** SHA-256 of the raw body, in lower-case hexadecimal digits. */
  readonly bodyHash: string;
}

/** The text that Salesforce signs: seven parts, none of which can contain the dot between them. */
export function signedText({ headers, method, path, bodyHash }: SignedRequest): string {
  return ['v1', headers['x-frontline-time'], headers['x-frontline-org'], headers['x-frontline-user'], method, path, bodyHash].join('.');
}
