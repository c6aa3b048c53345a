import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { GatewayError } from '../errors.ts';

const BEARER = /^Bearer +(\S{1,4096})$/i;
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether an Authorization header carries one of the tokens; compared in constant time, whatever the lengths. */
export function hasToken(header: string | undefined, tokens: readonly string[]): boolean {
  const offered = digest(BEARER.exec(header ?? '')?.[1] ?? '');
  return tokens.map((token) => timingSafeEqual(digest(token), offered)).includes(true);
}

/** Lets pass only bearers of one of the tokens (the current and, while it is being changed, the next); with none configured, nobody. */
export function requireToken(tokens: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (!hasToken(request.get('Authorization'), tokens)) {
      response.set('WWW-Authenticate', 'Bearer');
      throw new GatewayError('unauthorized', 'A valid bearer token is required.');
    }
    next();
  };
}
