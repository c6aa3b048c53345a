/** The longest that an outage makes us wait: it is over for us a quarter of an hour after it is over. */
export const MAX_RETRY_MS = 15 * 60_000;

/** The longest that we let the other side put us off: Salesforce counts its allocations by the hour. */
const MAX_ASKED_MS = 60 * 60_000;

/** The share of a delay that chance takes or adds, so that what failed together does not come back together. */
const JITTER = 0.1;

export interface RetryPolicy {
  /** The first delay, in milliseconds; each further one doubles it. */
  readonly baseMs: number;
  /** A number from 0 to just below 1. */
  readonly random: () => number;
}

export interface Failure {
  /** How often it failed before this time. */
  readonly attempts: number;
  /** How long the other side asked us to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** How long to wait after a failure, in milliseconds: doubled each time up to 15 minutes, never shorter than the other side asked (up to an hour). */
export function retryDelay({ baseMs, random }: RetryPolicy) {
  return ({ attempts, retryAfterMs = 0 }: Failure): number => {
    const doubled = Math.min(baseMs * 2 ** attempts, MAX_RETRY_MS / (1 + JITTER));
    const spread = doubled * (1 - JITTER + 2 * JITTER * random());
    return Math.round(Math.max(1, spread, Math.min(retryAfterMs, MAX_ASKED_MS)));
  };
}

export type RetryDelay = ReturnType<typeof retryDelay>;
