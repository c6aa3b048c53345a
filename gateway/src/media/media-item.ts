import { z } from 'zod';

/** A file of a message, as its webhook announces it. */
export interface MediaItem {
  /** Twilio's name for it, and so its key. */
  readonly sid: string;
  /** As its sender declared it, in lower case and without parameters. */
  readonly contentType: string;
  readonly filename?: string;
}

const itemSchema = z.object({
  Sid: z.string().regex(/^ME[0-9a-zA-Z]{32}$/),
  ContentType: z.string().nullish(),
  Filename: z.string().nullish(),
});

const listSchema = z.array(z.unknown());

/** Declared by nobody: https://www.rfc-editor.org/rfc/rfc2046#section-4.5.1 */
const UNKNOWN_TYPE = 'application/octet-stream';

/** `Image/JPEG; q=1` is `image/jpeg`. */
export const plainType = (type: string | null | undefined): string => (type ?? '').split(';')[0]?.trim().toLowerCase() || UNKNOWN_TYPE;

/** The files of a message: its webhook's parameter `Media`, a JSON list. What cannot be read names no file that could be fetched. */
export function readMedia(media: string | undefined): readonly MediaItem[] {
  const items = listSchema.safeParse(jsonIn(media)).data ?? [];
  return items.flatMap((item) => {
    const { data } = itemSchema.safeParse(item);
    if (!data) return [];
    return [{ sid: data.Sid, contentType: plainType(data.ContentType), ...(data.Filename && { filename: data.Filename }) }];
  });
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}
