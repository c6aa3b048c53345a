import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { GatewayError } from '../errors.ts';
import type { LaneLimits } from './guard.ts';

/**
 * Lets `concurrent` pieces of work be under way at once and `queued` wait; beyond them work is refused with `overloaded`, untried, to come back
 * after `retryAfterMs`.
 */
export function inTurn({ concurrent, queued }: LaneLimits, { retryAfterMs }: { readonly retryAfterMs: number }) {
  const slots = bulkhead(concurrent, queued);
  return async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await slots.execute(work);
    } catch (thrown) {
      if (!(thrown instanceof BulkheadRejectedError)) throw thrown;
      throw new GatewayError('overloaded', 'Enough is under way.', { retryAfterMs, isUntried: true });
    }
  };
}
