import type { Activity } from './activity.ts';

/** An activity waiting to be published. */
export interface OutboxItem {
  readonly activity: Activity;
  /** How often it was put off so far. */
  readonly attempts: number;
}

export interface BatchLimits {
  readonly maxEvents: number;
  /** Of the stored activities, in bytes of JSON. The first one is handed out whatever its size. */
  readonly maxBytes: number;
}

/**
 * Activities not yet published. It has one reader, which settles a batch before it asks for the next: so one batch per
 * conversation is under way at a time. Every method rejects with `store_unavailable` when the store fails.
 */
export interface Outbox {
  /**
   * The oldest unpublished activities of each conversation, in the order of the message index; those without an index
   * first. A conversation whose first activity is put off is skipped whole.
   */
  nextBatch(limits: BatchLimits): Promise<readonly OutboxItem[]>;
  markPublished(published: readonly { readonly dedupeKey: string; readonly replayId: string }[]): Promise<void>;
  retryLater(dedupeKey: string, putOff: { readonly delayMs: number; readonly reason: string }): Promise<void>;
  /** Sets the activity aside as a dead letter; its conversation goes on. */
  bury(dedupeKey: string, reason: string): Promise<void>;
}
