import { toGatewayError, type GatewayError } from '../errors.ts';
import { failureKind } from './failure-kind.ts';
import type { RetryDelay } from './retry-delay.ts';

/** How often work is tried again after a failure that nobody foresaw: it may be the moment, more likely it is a bug. */
export const MAX_FAULTS = 10;

interface Judged {
  /** For operators; the one of a fault quotes the error and is not to be logged. */
  readonly reason: string;
  readonly code: string;
  readonly isFault: boolean;
}

/** What becomes of work that failed. `isUntried`: nothing was tried, so nothing is counted. */
export type Verdict =
  (Judged & { readonly outcome: 'retry'; readonly delayMs: number; readonly isUntried: boolean }) | (Judged & { readonly outcome: 'dead' });

export interface Tries {
  readonly attempts: number;
  readonly faults: number;
}

/** Judges a failure by its kind; FailureKind has the table. */
export function judgeFailure(retry: RetryDelay) {
  return (thrown: unknown, { attempts, faults }: Tries): Verdict => {
    const error = toGatewayError(thrown);
    const kind = failureKind(error);
    if (kind === 'fault') return judgeFault(thrown, retry({ attempts: faults }), faults);
    const judged = { reason: error.message, code: error.code, isFault: false };
    if (kind === 'data') return { ...judged, outcome: 'dead' };
    return { ...judged, outcome: 'retry', delayMs: delayOf(retry, error, attempts), isUntried: error.isUntried };
  };
}

/** A call that was not made waits for its turn alone: the pauses of earlier failures say nothing of it. */
function delayOf(retry: RetryDelay, { isUntried, retryAfterMs }: GatewayError, attempts: number): number {
  return retry({ attempts: isUntried ? 0 : attempts, retryAfterMs });
}

function judgeFault(thrown: unknown, delayMs: number, faults: number): Verdict {
  const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something that is no error was thrown';
  const fault = { code: 'internal', isFault: true };
  const reason = `The gateway failed unexpectedly (${what}).`;
  if (faults < MAX_FAULTS) return { ...fault, outcome: 'retry', delayMs, reason, isUntried: false };
  return { ...fault, outcome: 'dead', reason: `The gateway failed unexpectedly, ${faults + 1} times, at last with ${what}.` };
}
