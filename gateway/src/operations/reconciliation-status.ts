import type { ReconciliationAnswer } from './contract.ts';
import { reconciliationAnswerOf } from './reconciliation-answer.ts';
import type { Reconciliation } from './reconciliation.ts';

/** How the comparison with Twilio stands. */
export function reconciliationStatus({ reconciliation }: { readonly reconciliation: Pick<Reconciliation, 'status'> }) {
  return async (): Promise<ReconciliationAnswer> => reconciliationAnswerOf(await reconciliation.status());
}
