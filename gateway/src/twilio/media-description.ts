import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import type { MediaRef } from '../media/media-source.ts';
import { calling } from './calling.ts';
import { mappedUrl } from './mapped-url.ts';
import { retryAfterMs } from './retry-after.ts';
import { timedFetch, type FetchTimes } from './timed-fetch.ts';
import type { TwilioClient, TwilioOptions } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

export interface MediaDescriptionOptions extends Pick<TwilioOptions, 'accountSid' | 'authToken' | 'apiKey' | 'apiUrl'> {
  /** Of the Conversations service, where the operator named it. */
  readonly serviceSid?: string | undefined;
  readonly times: FetchTimes;
}

/** https://www.twilio.com/docs/conversations-classic/api/media-resource.md; Twilio's library does not know the resource. */
const MCS = 'https://mcs.us1.twilio.com/v1';

const mediaSchema = z.object({
  size: z.number().int().min(0),
  content_type: z.string().nullish(),
  filename: z.string().nullish(),
  links: z.object({ content_direct_temporary: z.string() }),
});
const conversationSchema = z.object({ chatServiceSid: z.string() });
const errorSchema = z.object({ code: z.number().nullish(), message: z.string().nullish() }).catch({});

export type MediaDescription = z.infer<typeof mediaSchema>;

/** Asks Twilio what it says of a file, with a link to its bytes. Rejects with a GatewayError: `not_found` when it has none. */
export function mediaDescription(client: TwilioClient, options: MediaDescriptionOptions) {
  const { accountSid, authToken, apiKey, apiUrl, times } = options;
  const user = `${apiKey?.sid ?? accountSid}:${apiKey?.secret ?? authToken}`;
  const headers = { authorization: `Basic ${Buffer.from(user).toString('base64')}`, accept: 'application/json' };
  const serviceOf = services(client, options.serviceSid);
  return async (ref: MediaRef): Promise<MediaDescription> => {
    const url = new URL(`${MCS}/Services/${await serviceOf(ref)}/Media/${ref.sid}`);
    const answer = await timedFetch(mappedUrl(url, apiUrl), headers, times);
    const body = await jsonOf(answer.bytes);
    if (answer.status !== 200) throw refusal(answer.status, body, answer.headers);
    const media = mediaSchema.safeParse(body);
    if (media.success) return media.data;
    throw new GatewayError('upstream_failed', 'Twilio describes a file in a way that the gateway does not know', { cause: media.error });
  };
}

/** The service that a conversation belongs to, from whoever knows it: its webhook, the operator, Twilio. */
function services(client: TwilioClient, configured: string | undefined) {
  const call = calling(client);
  return async ({ serviceSid = configured, conversationSid }: MediaRef): Promise<string> => {
    if (serviceSid !== undefined) return serviceSid;
    const found = await call(({ conversations: { v1 } }) => v1.conversations(conversationSid).fetch());
    return conversationSchema.parse(found).chatServiceSid;
  };
}

/** An answer about a file is short: anything longer is none. */
const MAX_ANSWER = 64 * 1024;

async function jsonOf(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_ANSWER) break;
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown, headers: Headers): GatewayError {
  const { code, message } = errorSchema.parse(body);
  if (status === 429) return new GatewayError('upstream_busy', 'Twilio asks to slow down', retryAfterMs(Object.fromEntries(headers)));
  return toTwilioError({ status, code, message });
}
