import type { Clock, Timers } from '../clock.ts';
import { toGatewayError } from '../errors.ts';

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 1_500;

/**
 * Repeats a call that fails for a passing reason (a conversation that is still initializing, a throttled request) with
 * growing pauses, while a caller waits. Rejects with the last failure when the time is up, and at once with a lasting one.
 */
export function retryUntil({ clock, timers }: { readonly clock: Clock; readonly timers: Timers }) {
  const pause = (ms: number) => new Promise<void>((resolve) => void timers.after(ms, resolve));
  return async <T>(limitMs: number, call: () => Promise<T>): Promise<T> => {
    const end = clock.now().getTime() + limitMs;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        return await call();
      } catch (thrown) {
        const error = toGatewayError(thrown);
        const delay = Math.max(wait, error.retryAfterMs ?? 0);
        if (!error.isTransient || error.code === 'not_routable' || clock.now().getTime() + delay >= end) throw error;
        await pause(delay);
      }
    }
  };
}
