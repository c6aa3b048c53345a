import type { Media } from './media.ts';

/** The `Media` parameter of a message's webhooks: JSON, with the spelling that public services parse. Absent without files. */
export const mediaParameter = (media: readonly Media[]): string | undefined =>
  media.length === 0
    ? undefined
    : JSON.stringify(
        media.map(({ sid, filename, contentType, bytes }) => ({
          Sid: sid,
          Filename: filename,
          ContentType: contentType,
          Size: bytes.length,
        })),
      );
