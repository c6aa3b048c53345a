import type { Twilio } from 'twilio';

export interface TwilioOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Used instead of the auth token when given: it survives a token rotation. */
  readonly apiKey?: { readonly sid: string; readonly secret: string } | undefined;
  /** Maps `https://PRODUCT.twilio.com/PATH` to `apiUrl/PRODUCT/PATH`. No trailing slash. */
  readonly apiUrl?: string | undefined;
  /** How long one request may take, in milliseconds (default 5,000: half of what Frontline gives the routing callback). */
  readonly timeoutMs?: number | undefined;
}

/** Twilio's REST client, made at the first call. */
export type TwilioClient = () => Promise<Twilio>;

const DEFAULT_TIMEOUT_MS = 5_000;

/** A REST client that costs nothing until it is needed: loading the library takes 100 ms and 22 MB. */
export function twilioClient(options: TwilioOptions): TwilioClient {
  let client: Promise<Twilio> | undefined;
  return () => (client ??= connect(options));
}

async function connect({ accountSid, authToken, apiKey, apiUrl, timeoutMs = DEFAULT_TIMEOUT_MS }: TwilioOptions): Promise<Twilio> {
  const [{ default: twilio }, { TwilioHttpClient }] = await Promise.all([import('twilio'), import('./twilio-http-client.ts')]);
  const httpClient = new TwilioHttpClient({ timeoutMs, ...(apiUrl === undefined ? {} : { apiUrl }) });
  return twilio(apiKey?.sid ?? accountSid, apiKey?.secret ?? authToken, { accountSid, httpClient });
}
