import type { Timers } from './clock.ts';
import { GatewayError } from './errors.ts';

/**
 * The same promise with a limit: rejects with `upstream_timeout` when it has not settled in time. The work itself goes on;
 * what it still does must be harmless.
 */
export function withinDeadline(timers: Timers) {
  return async <T>(deadlineMs: number, work: Promise<T>): Promise<T> => {
    const { promise: limit, reject } = Promise.withResolvers<never>();
    const timer = timers.after(deadlineMs, () => reject(new GatewayError('upstream_timeout', `no answer within ${deadlineMs} ms`)));
    try {
      return await Promise.race([work, limit]);
    } finally {
      timer.cancel();
    }
  };
}
