import type { Request, RequestHandler } from 'express';
import { GatewayError } from '../errors.ts';

/**
 * Bytes of bodies that are worked at the same time: thousands of usual webhooks. What they become on the way to the disk takes several times as much
 * of a heap of 256 MB, which 850 of the largest messages (98 kB) at once exhausted; with this bound 1,500 of them do not.
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
