import { createHash } from 'node:crypto';
import { json, type Request, type RequestHandler } from 'express';
import { requireJson } from './require-json.ts';

const hashes = new WeakMap<object, string>();
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Reads a JSON body and keeps the hash of its bytes as they came: whoever signs a body signs bytes, not what is read from them. */
export function signedJson({ limit }: { readonly limit: number }): readonly RequestHandler[] {
  return [requireJson, json({ limit, verify: (request, _response, bytes) => void hashes.set(request, sha256(bytes)) })];
}

/** SHA-256 of the bytes of a body that `signedJson` read, in lower-case hexadecimal digits; that of nothing where there was none. */
export const bodyHashOf = (request: Request): string => hashes.get(request) ?? sha256('');
