import type { Clock } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import type { AuditLog } from './audit-log.ts';
import { reconciliationAnswerOf } from './reconciliation-answer.ts';
import type { ReconciliationAnswer } from './contract.ts';
import type { Reconciliation } from './reconciliation.ts';

export interface StartReconciliationDeps {
  readonly reconciliation: Reconciliation;
  readonly auditLog: AuditLog;
  readonly clock: Clock;
}

export interface StartReconciliationInput {
  readonly since: Date;
  readonly who: string;
}

/**
 * Starts a comparison with Twilio; `isStarted` is false when one is under way. What came of it is written into the audit log.
 * @throws GatewayError `bad_request` for a moment that has not come yet
 */
export function startReconciliation({ reconciliation, auditLog, clock }: StartReconciliationDeps) {
  return async ({ since, who }: StartReconciliationInput): Promise<{ isStarted: boolean; status: ReconciliationAnswer }> => {
    if (since.getTime() > clock.now().getTime()) throw new GatewayError('bad_request', 'since: must be in the past.');
    const isStarted = await reconciliation.begin(since);
    const outcome = isStarted ? '' : ': not started, one was under way';
    await auditLog.append({ who, action: 'reconcile', subject: `since ${since.toISOString()}${outcome}` });
    return { isStarted, status: reconciliationAnswerOf(await reconciliation.status()) };
  };
}
