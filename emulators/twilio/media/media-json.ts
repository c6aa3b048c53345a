import type { World } from '../world.ts';
import { mediaLink } from './media-link.ts';
import type { Media } from './media.ts';

const day = (ms: number) => new Date(ms).toISOString();

/** https://www.twilio.com/docs/conversations-classic/api/media-resource.md; the spelling of `links` as public clients logged it. */
export const mediaJson = (world: Pick<World, 'account' | 'settings' | 'timers'>, media: Media) => {
  const path = `/v1/Services/${world.account.serviceSid}/Media/${media.sid}`;
  return {
    sid: media.sid,
    account_sid: world.account.accountSid,
    service_sid: world.account.serviceSid,
    date_created: day(media.dateCreated),
    date_upload_updated: day(media.dateCreated),
    date_updated: day(media.dateCreated),
    links: { content: `${path}/Content`, content_direct_temporary: mediaLink(world, media.sid) },
    size: media.bytes.length,
    content_type: media.contentType,
    filename: media.filename,
    author: media.author,
    category: 'media',
    message_sid: media.messageSid,
    channel_sid: media.conversationSid,
    url: path,
    is_multipart_upstream: false,
  };
};
