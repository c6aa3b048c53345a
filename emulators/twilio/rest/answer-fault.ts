import type { Request, Response } from 'express';
import { TwilioError } from '../account/twilio-error.ts';
import type { World } from '../world.ts';

/**
 * Lets a request through, late if latency is set; or breaks it as ordered. Resolves true when the request is finished with
 * (left hanging or its connection reset); throws the TwilioError to be answered.
 */
export const answerFault =
  ({ faults, timers }: Pick<World, 'faults' | 'timers'>) =>
  async (request: Request, response: Response): Promise<boolean> => {
    const { latencyMs, outage } = faults.state();
    await timers.sleep(latencyMs);
    const kind = outage === 'none' ? undefined : outage;
    const fault = kind === undefined ? faults.takeRest({ method: request.method, path: request.originalUrl }) : { kind, retryAfter: 0 };
    switch (fault?.kind) {
      case undefined:
        return false;
      case 'timeout':
        return true;
      case 'reset':
        request.socket.resetAndDestroy();
        return true;
      case 'too-many-requests':
        response.set('Retry-After', String(fault.retryAfter));
        throw new TwilioError(20429, 'Too Many Requests');
      case 'server-error':
        throw new TwilioError(20500, 'Internal Server Error');
      case 'unavailable':
        throw new TwilioError(20503, 'Service Unavailable');
      case 'initializing':
        throw new TwilioError(50386, "Conversation in 'initializing' state may not be updated or used for message sending");
    }
  };
