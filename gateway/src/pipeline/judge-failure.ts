import { GatewayError } from '../errors.ts';
import type { RetryDelay } from './retry-delay.ts';

/** How often work is tried again after a failure that nobody foresaw: it may be the moment, more likely it is a bug. */
export const MAX_FAULTS = 10;

/** What becomes of work that failed. `reason` is for operators; the one of a fault quotes the error and is not to be logged. */
export type Verdict =
  | { readonly outcome: 'retry'; readonly delayMs: number; readonly reason: string; readonly code: string; readonly isFault: boolean }
  | { readonly outcome: 'dead'; readonly reason: string; readonly code: string; readonly isFault: boolean };

export interface Tries {
  readonly attempts: number;
  readonly faults: number;
}

/**
 * Outages are tried again without end; what the other side has refused, or can never succeed, is dead; anything else is a
 * fault (a plain error, or one wrapped as `internal`) and dead after ten tries.
 */
export function judgeFailure(retry: RetryDelay) {
  return (error: unknown, { attempts, faults }: Tries): Verdict => {
    if (!(error instanceof GatewayError) || error.code === 'internal') return judgeFault(error, retry({ attempts: faults }), faults);
    const { code, message, retryAfterMs } = error;
    if (!error.isTransient) return { outcome: 'dead', reason: message, code, isFault: false };
    return { outcome: 'retry', delayMs: retry({ attempts, retryAfterMs }), reason: message, code, isFault: false };
  };
}

function judgeFault(error: unknown, delayMs: number, faults: number): Verdict {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error was thrown';
  const fault = { code: 'internal', isFault: true };
  if (faults < MAX_FAULTS) return { ...fault, outcome: 'retry', delayMs, reason: `The gateway failed unexpectedly (${what}).` };
  return { ...fault, outcome: 'dead', reason: `The gateway failed unexpectedly, ${faults + 1} times, at last with ${what}.` };
}
