import type { Activity } from './activity.ts';
import { isForwardStatus } from './is-forward-status.ts';
import type { Fate } from './published-activities.ts';
import type { Receipt, Trace } from './receipt-source.ts';

/**
 * What became of one activity, by the receipt of its key. The word of a receipt is about the message, and each event is lost by itself: a
 * Task says nothing of an edit that never came to it, and a status that did come says nothing of its message. So a status, an edit or a
 * deletion is recorded when its trace is there, of itself or of what overtook it (docs/decisions/014-receipts-by-trace.md).
 */
export function fateOfActivity(activity: Activity, receipt: Receipt | undefined): Fate {
  if (receipt === undefined) return 'unknown';
  const { fate, trace } = receipt;
  if (fate === 'deleted' || fate === 'erased' || trace === undefined) return fate;
  if (isRecorded(activity, { fate, trace })) return 'task';
  return trace.failedKinds.includes(activity.kind) ? 'failed' : 'unknown';
}

function isRecorded(
  { kind, deliveryStatus, occurredAt }: Activity,
  { fate, trace }: { readonly fate: Fate; readonly trace: Trace },
): boolean {
  switch (kind) {
    case 'status':
      return !isForwardStatus(trace.deliveryStatus, deliveryStatus);
    case 'edit':
      return trace.deletedAt !== undefined || (trace.editedAt !== undefined && trace.editedAt >= wholeSecond(occurredAt));
    case 'delete':
      return trace.deletedAt !== undefined;
    case 'message':
    case 'consent':
    case 'note':
      return fate === 'task';
  }
}

// A custom date-time keeps whole seconds.
const wholeSecond = (iso: string): Date => new Date(Math.floor(Date.parse(iso) / 1_000) * 1_000);
