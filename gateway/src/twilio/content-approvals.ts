import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ApprovalState, ContentApprovals } from '../templates/content-approvals.ts';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

/*
 * `whatsapp.status` of `GET /v1/Content/{Sid}/ApprovalRequests` (https://www.twilio.com/docs/content/content-api-resources). The OpenAPI
 * document leaves the object open; these are the states that Twilio's pages name, and WhatsApp's own for templates that were approved once.
 */
const STATES: Readonly<Record<string, ApprovalState>> = {
  approved: 'approved',
  received: 'pending',
  pending: 'pending',
  rejected: 'rejected',
  paused: 'paused',
  disabled: 'disabled',
  unsubmitted: 'unsubmitted',
};
const whatsappSchema = z.object({ status: z.string() });

// An approval lasts; one that is awaited comes any minute, and one that WhatsApp takes back is noticed when it is used.
const APPROVED_TTL_MS = 5 * 60_000;
const OTHER_TTL_MS = 60_000;
const MAX_CONTENTS = 1_000;

/** What WhatsApp says of content templates: an approval is remembered for five minutes, anything else for one, a failure not at all. */
export function contentApprovals(client: TwilioClient, { clock }: { readonly clock: Clock }): ContentApprovals {
  const cache = new LRUCache<string, { readonly state: ApprovalState }>({
    max: MAX_CONTENTS,
    ttl: APPROVED_TTL_MS,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
    fetchMethod: async (contentSid, _stale, { options }) => {
      const state = await fetchState(client, contentSid);
      options.ttl = state === 'approved' ? APPROVED_TTL_MS : OTHER_TTL_MS;
      return { state };
    },
  });
  return { stateOf: async (contentSid) => (await cache.forceFetch(contentSid)).state };
}

async function fetchState(client: TwilioClient, contentSid: string): Promise<ApprovalState> {
  try {
    const { content } = await client();
    const { whatsapp } = await content.v1.contents(contentSid).approvalFetch().fetch();
    const { status } = whatsappSchema.parse(whatsapp);
    return STATES[status.toLowerCase()] ?? 'unknown';
  } catch (thrown) {
    const error = toTwilioError(thrown);
    if (error.code === 'not_found') return 'missing';
    throw error;
  }
}
