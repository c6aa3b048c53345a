import type { RequestHandler } from 'express';
import { GatewayError } from '../errors.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const HARMLESS = new Set(['GET', 'HEAD']);

/** Whatever may change something says that it is JSON, body or not: what a web page can make a browser send without asking never does. */
export const requireJson: RequestHandler = (request, _response, next) => {
  if (!HARMLESS.has(request.method) && !JSON_TYPE.test(request.get('Content-Type') ?? '')) {
    throw new GatewayError('unsupported_media_type', 'Content-Type: must be application/json.');
  }
  next();
};
