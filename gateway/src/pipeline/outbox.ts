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

/** The right to publish one conversation for a while; `fence` tells a late publisher from the present one. */
export interface PublishClaim {
  readonly conversationSid: string;
  readonly owner: string;
  readonly fence: number;
}

/** Activities handed out to one publisher. There is a claim for every conversation of which there is an item, and no other. */
export interface OutboxBatch {
  readonly items: readonly OutboxItem[];
  readonly claims: readonly PublishClaim[];
}

/** What became of one activity of a batch, by its dedupe key. */
export type PublishOutcome =
  /** The event bus has it. It waits for its receipt, which is due to be asked for in `askInMs` (at once when absent). */
  | { readonly dedupeKey: string; readonly outcome: 'published'; readonly replayId: string; readonly askInMs?: number }
  /** Puts it, and its conversation behind it, off. */
  | { readonly dedupeKey: string; readonly outcome: 'retry'; readonly delayMs: number; readonly reason: string }
  /** Sets it aside as a dead letter; its conversation goes on. */
  | { readonly dedupeKey: string; readonly outcome: 'dead'; readonly reason: string };

/** Conversations that had passed to another publisher: nothing was written for their activities. Usually empty. */
export interface LostConversations {
  readonly lost: readonly string[];
}

/**
 * Activities not yet published. Several publishers, in one process or in several, may each have batches under way: a
 * conversation is in one of them at most. Every method rejects with `store_unavailable` when the store fails.
 */
export interface Outbox {
  /**
   * Claims the conversations that are due and that nobody holds, longest waiting first, for `leaseMs`, and hands out the
   * oldest unpublished activities of each, in the order of the message index; those without an index first. A conversation
   * whose first activity is put off is left out whole. Empty when nothing is due.
   */
  claimBatch(limits: BatchLimits & { readonly leaseMs: number }): Promise<OutboxBatch>;
  /**
   * In one transaction: writes down what became of each activity, and gives the conversations back. An activity without an
   * outcome is due again as it was; one that was meanwhile erased or discarded stays so.
   */
  settle(batch: OutboxBatch, outcomes: readonly PublishOutcome[]): Promise<LostConversations>;
  /** Gives everything back unsent and uncounted. */
  release(batch: OutboxBatch): Promise<void>;
  /** Extends the leases of all conversations to `leaseMs` from now. */
  renew(batch: OutboxBatch, leaseMs: number): Promise<LostConversations>;
}
