import { GatewayError } from '../errors.ts';
import type { Bytes } from '../media/media-source.ts';
import { mappedUrl } from './mapped-url.ts';
import { mediaUrl } from './media-host.ts';
import { timedFetch, type FetchTimes, type TimedAnswer } from './timed-fetch.ts';

export interface MediaContentOptions {
  readonly apiUrl?: string | undefined;
  readonly times: FetchTimes;
}

/** Links lead to a delivery network and from there, perhaps, to the nearest part of it. */
const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches by a signed link, following redirects by hand, because each has to lead to Twilio. Nothing secret goes along. Rejects with a
 * GatewayError: `not_found` when the file is gone, `forbidden` when the link is over.
 */
export function mediaContent({ apiUrl, times }: MediaContentOptions) {
  return async (link: string): Promise<Bytes> => {
    let url = mediaUrl(link);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      // What is packed on the way would have to be unpacked.
      const answer = await timedFetch(mappedUrl(url, apiUrl), { 'accept-encoding': 'identity' }, times);
      if (!REDIRECTS.has(answer.status)) return contentOf(answer);
      answer.discard();
      url = mediaUrl(answer.headers.get('location') ?? '', url);
    }
    throw new GatewayError('upstream_failed', `A file of Twilio's is behind more than ${MAX_REDIRECTS} redirects`);
  };
}

function contentOf({ status, bytes, discard }: TimedAnswer): Bytes {
  if (status === 200) return bytes;
  discard();
  throw refused(status);
}

/** A delivery network's refusals, as of S3 and CloudFront, which signed links of this form belong to. */
function refused(status: number): GatewayError {
  if (status === 404 || status === 410) return new GatewayError('not_found', 'Twilio does not have the file any more.');
  if (status === 403) return new GatewayError('forbidden', 'The link to the file is over.');
  if (status === 429) return new GatewayError('upstream_busy', 'Twilio asks to slow down');
  return new GatewayError('upstream_failed', `Twilio answered ${status} instead of a file`, { upstreamCode: String(status) });
}
