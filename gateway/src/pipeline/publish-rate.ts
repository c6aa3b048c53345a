import type { MonotonicMs } from '../clock.ts';

/** How many events may go out. */
export interface PublishRate {
  /** Events that may be published now, at most `wanted`; else how long until that many may, in milliseconds. */
  allowance(wanted: number): { readonly events: number; readonly waitMs: number };
  /** So many are on their way. */
  spend(events: number): void;
}

export interface PublishRateDeps {
  readonly monotonicMs: MonotonicMs;
  /** Events an hour in the long run; a minute's share may go out at once. */
  readonly perHour: number;
}

const HOUR_MS = 60 * 60_000;
const BURST_MS = 60_000;

/**
 * A token bucket, so that a backlog is drained without using up what the org may publish in an hour. In any hour no more than
 * `perHour` and a minute's share go out: 203,333 of 250,000 by default. What is tried again counts again, as it does in Salesforce.
 * Each gateway has its own; several gateways on one store are given their shares by whoever sets PUBLISH_PER_HOUR.
 */
export function publishRate({ monotonicMs, perHour }: PublishRateDeps): PublishRate {
  const perMs = perHour / HOUR_MS;
  const capacity = Math.max(1, perMs * BURST_MS);
  let tokens = capacity;
  let filledAt = monotonicMs();
  const fill = () => {
    const now = monotonicMs();
    tokens = Math.min(capacity, tokens + (now - filledAt) * perMs);
    filledAt = now;
  };
  return {
    allowance: (wanted) => {
      fill();
      const events = Math.min(wanted, Math.floor(tokens));
      return { events, waitMs: events > 0 ? 0 : Math.ceil((Math.min(wanted, capacity) - tokens) / perMs) };
    },
    spend: (events) => {
      fill();
      tokens -= events;
    },
  };
}
