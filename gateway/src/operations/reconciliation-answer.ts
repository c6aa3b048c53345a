import type { ReconciliationAnswer } from './contract.ts';
import type { ReconciliationStatus } from './reconciliation.ts';

/** The state of a reconciliation as callers get it. */
export function reconciliationAnswerOf({ since, startedAt, finishedAt, ...rest }: ReconciliationStatus): ReconciliationAnswer {
  return {
    ...rest,
    ...(since && { since: since.toISOString() }),
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
  };
}
