import { z } from 'zod';
import type { PagePosition } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';

const positionSchema = z.tuple([z.string().max(1_000), z.string().max(100)]);

/** A position in a list as the opaque text that the app hands back for the next page. */
export function encodePageToken(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.name, position.id])).toString('base64url');
}

/**
 * The position that a token stands for.
 * @throws GatewayError `bad_request` when the text is not a token of ours
 */
export function decodePageToken(token: string): PagePosition {
  const parsed = positionSchema.safeParse(readJson(Buffer.from(token, 'base64url').toString('utf8')));
  if (!parsed.success) throw new GatewayError('bad_request', 'missing or malformed: NextPageToken');
  const [name, id] = parsed.data;
  return { name, id };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
