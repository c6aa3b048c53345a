import { z } from 'zod';
import type { NewMedia } from './media.ts';

/** A file as the control API takes it: its bytes in base64, or an address to fetch them from. */
export const newMediaSchema = z.strictObject({
  ContentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  Filename: z.string().optional(),
  Base64: z.base64().optional(),
  Url: z.url({ protocol: /^https?$/ }).optional(),
});

/** Gets the bytes of what was attached. Throws a ZodError where there are none to be had. */
export const readNewMedia = async (given: z.output<typeof newMediaSchema>): Promise<NewMedia> => {
  const { ContentType: contentType, Filename: filename, Base64, Url } = given;
  if (Url === undefined) return { contentType, filename, bytes: Buffer.from(Base64 ?? '', 'base64') };
  const answer = await fetch(Url);
  z.object({ Url: z.literal(200, { error: `${Url} answered ${answer.status}` }) }).parse({ Url: answer.status });
  return { contentType, filename, bytes: Buffer.from(await answer.arrayBuffer()) };
};
