import { GatewayError, toGatewayError } from '../errors.ts';
import { plainType } from '../media/media-item.ts';
import type { MediaSource } from '../media/media-source.ts';
import { mediaContent } from './media-content.ts';
import { mediaDescription, type MediaDescriptionOptions } from './media-description.ts';
import type { FetchTimes } from './timed-fetch.ts';
import type { TwilioClient } from './twilio-client.ts';

export type TwilioMediaOptions = Omit<MediaDescriptionOptions, 'times'> & Partial<Pick<MediaDescriptionOptions, 'times'>>;

/** A large file on a slow line may take minutes; a line on which nothing moves is dead. */
const TIMES: FetchTimes = { answerMs: 10_000, pieceMs: 30_000, totalMs: 15 * 60_000 };

/** Files of messages in Twilio's Media Content Service. */
export function twilioMedia(client: TwilioClient, options: TwilioMediaOptions): MediaSource {
  const { apiUrl, times = TIMES } = options;
  const content = mediaContent({ apiUrl, times });
  const describe = mediaDescription(client, { ...options, times });
  return {
    find: async (ref) => {
      const media = await describe(ref);
      const { size, filename } = media;
      let link: string | undefined = media.links.content_direct_temporary;
      // A link is for now: whoever reads again later gets a new one, and so does who meets one that is over.
      const nextLink = async () => {
        const current = link ?? (await describe(ref)).links.content_direct_temporary;
        link = undefined;
        return current;
      };
      const open = async () => {
        try {
          return await content(await nextLink());
        } catch (thrown) {
          if (toGatewayError(thrown).code !== 'forbidden') throw thrown;
          return content(await nextLink()).catch(refusedAgain);
        }
      };
      return { contentType: plainType(media.content_type), size, bytes: () => exactly(size, open), ...(filename && { filename }) };
    },
  };
}

function refusedAgain(thrown: unknown): never {
  const error = toGatewayError(thrown);
  throw error.code === 'forbidden' ? new GatewayError('upstream_refused', 'Twilio refuses a link that it has just given') : error;
}

/** Nothing is opened before somebody reads, so that nothing stays open when nobody does. */
async function* exactly(size: number, open: () => Promise<AsyncIterable<Uint8Array>>): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const piece of await open()) {
    seen += piece.length;
    if (seen > size) break;
    yield piece;
  }
  if (seen !== size) throw new GatewayError('upstream_failed', 'Twilio sent another number of bytes than it had announced');
}
