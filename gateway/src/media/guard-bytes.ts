import { createHash } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import type { Bytes } from './media-source.ts';

/** Passes bytes on up to a limit; throws `payload_too_large` before the first one beyond it. */
export async function* upTo(limit: number, bytes: Bytes): Bytes {
  let seen = 0;
  for await (const piece of bytes) {
    seen += piece.length;
    if (seen > limit) throw new GatewayError('payload_too_large', 'The file is larger than it may be.');
    yield piece;
  }
}

/** Tells the digest of all bytes that passed, once the last one has. */
export function digesting(bytes: Bytes): { readonly bytes: Bytes; readonly digest: () => string } {
  const hash = createHash('sha256');
  async function* passing(): Bytes {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  }
  return { bytes: passing(), digest: () => hash.digest('base64url') };
}

/** Passes bytes on and throws after the last if they are not those of the digest, so that whoever takes them never sees their end. */
export async function* sameAs(digest: string, bytes: Bytes): Bytes {
  const seen = digesting(bytes);
  yield* seen.bytes;
  if (seen.digest() !== digest) throw new GatewayError('upstream_failed', 'The file is not the one that was scanned.');
}
