import type { Fate } from './published-activities.ts';

export type QueueName = 'inbox' | 'outbox';

/** Told what the pipeline does, for metrics. `kind` is the entry's or the activity's; nothing here names a customer. */
export interface PipelineObserver {
  onWorked(event: { readonly kind: string; readonly activities: number; readonly durationMs: number }): void;
  /** A publish request was answered: so many of its events are stored. */
  onPublished(event: { readonly events: number; readonly durationMs: number }): void;
  /** Something was put off: an entry, an activity, or (`kind` is `batch`) a whole publish request. */
  onRetry(event: { readonly queue: QueueName; readonly kind: string; readonly code: string }): void;
  onDead(event: { readonly queue: QueueName; readonly kind: string }): void;
  /** Salesforce has said what became of an activity. */
  onReceipt(event: { readonly fate: Fate }): void;
  /** Salesforce had lost an activity. */
  onRepublished(event: { readonly kind: string }): void;
}
