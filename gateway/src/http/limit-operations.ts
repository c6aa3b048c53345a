import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { GatewayError } from '../errors.ts';

const WINDOW_MS = 60_000;
/** Requests a minute from one address: a health page that polls and a command that goes through thousands of dead letters stay below. */
const MAX_REQUESTS = 300;

/** Keeps a caller that has gone astray, token and all, from taking the store's time. Never stands before Twilio's routes. */
export function limitOperations({ limit = MAX_REQUESTS }: { readonly limit?: number } = {}): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Behind a proxy that is not configured all callers share one budget. That is no reason to write to the console.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_request, _response, next) => {
      next(new GatewayError('too_many_requests', `More than ${limit} requests a minute. Wait as long as Retry-After says.`));
    },
  });
}
