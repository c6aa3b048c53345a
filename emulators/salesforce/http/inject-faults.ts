import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Faults } from '../faults.ts';
import { PlatformError } from '../platform-error.ts';

/** Does to a request what the switches say: delay it, cut it off, answer that the org is down, or fail it once. */
export const injectFaults =
  (faults: Faults): RequestHandler =>
  async (request, _response, next) => {
    const { outage, latencyMs } = faults.current();
    if (latencyMs > 0) await wait(latencyMs);
    if (outage === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (outage === 'unavailable') {
      throw new PlatformError({ status: 503, errorCode: 'SERVER_UNAVAILABLE', message: 'The server is temporarily unavailable' });
    }
    const fault = faults.take(request.path);
    if (fault) throw new PlatformError(fault);
    next();
  };
