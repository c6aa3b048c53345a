import type { Request, RequestHandler } from 'express';
import { GatewayError } from '../errors.ts';

/**
 * Bytes of bodies that are worked at the same time. A usual webhook has two thousand, so that this many do not come together; what they become on
 * the way to the disk takes some five times as much of the heap, which is bounded.
 */
const MAX_BYTES = 32_000_000;

const RETRY_MS = 1_000;

/**
 * Refuses (503) what is more than can be worked at once, before it is parsed. To be asked once a body is there: else anybody could use up what
 * there is with bodies that are slow to come, and Twilio would be refused. What is not signed is answered at once, and counts no longer.
 */
export function limitBodies(maxBytes = MAX_BYTES): RequestHandler {
  let underWay = 0;
  return (request, response, next) => {
    const size = sizeOf(request);
    if (underWay > 0 && underWay + size > maxBytes) {
      throw new GatewayError('overloaded', 'More is coming in than can be worked at once.', { retryAfterMs: RETRY_MS });
    }
    underWay += size;
    response.once('close', () => (underWay -= size));
    next();
  };
}

const sizeOf = ({ body }: Request): number => (Buffer.isBuffer(body) ? body.length : 0);
