import { Agent as HttpAgent } from 'node:http';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { GatewayError } from '../errors.ts';
import { mappedUrl } from './mapped-url.ts';
import { retryAfterMs } from './retry-after.ts';

export interface TwilioHttpOptions {
  /** Where requests go instead of `https://PRODUCT.twilio.com`, as `URL/PRODUCT/PATH`. */
  readonly apiUrl?: string;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
}

const TOO_MANY_REQUESTS = 429;

/**
 * The Twilio library's transport with three differences: requests can be sent elsewhere, connections over plain http stay
 * open too, and a 429 keeps its `Retry-After`, which the library's own error drops. Never retries by itself.
 */
export class TwilioHttpClient extends RequestClient {
  readonly #apiUrl: string | undefined;

  constructor({ apiUrl, timeoutMs }: TwilioHttpOptions) {
    super({ timeout: timeoutMs, keepAlive: true, autoRetry: false });
    this.#apiUrl = apiUrl;
    this.axios.defaults.httpAgent = new HttpAgent({ keepAlive: true, timeout: timeoutMs });
  }

  override async request<TData>(options: RequestClient.RequestOptions<TData>): ReturnType<typeof RequestClient.prototype.request<TData>> {
    const response = await super.request<TData>({ ...options, uri: this.#redirected(options.uri) });
    if (response.statusCode !== TOO_MANY_REQUESTS) return response;
    throw new GatewayError('upstream_busy', 'Twilio asks to slow down', {
      upstreamCode: '20429',
      ...retryAfterMs(response.headers),
    });
  }

  #redirected(uri: string): string {
    return mappedUrl(new URL(uri), this.#apiUrl);
  }
}
