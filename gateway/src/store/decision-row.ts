import type { Selectable } from 'kysely';
import type { RoutingDecision } from '../routing/decision.ts';
import type { RoutingDecisionTable } from './tables.ts';

/** What of the row makes a decision. */
export const DECISION = ['conversation_sid', 'worker', 'reason', 'rule', 'record_id', 'owner_of', 'owner_id'] as const;

/** A decision as its row; what the row keeps of its history is not in it. */
export const decisionRow = ({ conversationSid, worker, reason, rule, ownership }: RoutingDecision) => ({
  conversation_sid: conversationSid,
  worker: worker ?? null,
  reason,
  rule: rule ?? null,
  record_id: ownership?.recordId ?? null,
  owner_of: ownership?.of ?? null,
  owner_id: ownership?.ownerId ?? null,
});

export function decisionOf(row: Pick<Selectable<RoutingDecisionTable>, (typeof DECISION)[number]>): RoutingDecision {
  const ownership = ownershipOf(row);
  return {
    conversationSid: row.conversation_sid,
    reason: row.reason,
    ...(row.worker !== null && { worker: row.worker }),
    ...(row.rule !== null && { rule: row.rule }),
    ...(ownership && { ownership }),
  };
}

export function ownershipOf({
  record_id: recordId,
  owner_of: of,
  owner_id: ownerId,
}: Pick<Selectable<RoutingDecisionTable>, 'record_id' | 'owner_of' | 'owner_id'>): RoutingDecision['ownership'] {
  return recordId === null || of === null || ownerId === null ? undefined : { recordId, of, ownerId };
}
