import type { DeliverySummary } from './conversation-history.ts';

// From the last that can happen to the first: what was read has been delivered, and what was delivered has been sent.
const FURTHEST_FIRST = ['failed', 'undelivered', 'read', 'delivered', 'sent'] as const;

// Twilio's sum and its receipts need not agree on which of the two it was; either ends the matter.
const FAILURES: readonly string[] = ['failed', 'undelivered'];

/** Whether the copies of a message got further than we were told. */
export function gotFurther(delivery: DeliverySummary | undefined, told: ReadonlySet<string>): boolean {
  const furthest = FURTHEST_FIRST.find((status) => (delivery?.[status] ?? 'none') !== 'none');
  if (furthest === undefined) return false;
  return FAILURES.includes(furthest) ? !FAILURES.some((failure) => told.has(failure)) : !told.has(furthest);
}
