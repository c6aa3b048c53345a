import type { Activity } from './activity.ts';
import type { InboxEntry } from './inbox.ts';

/** The right to work one lane for a while. `fence` grows with each claim, so that a late owner is told apart from the present one. */
export interface LaneClaim {
  readonly lane: string;
  readonly owner: string;
  readonly fence: number;
}

/** An inbox entry being worked under a claim. */
export interface ClaimedEntry extends InboxEntry {
  readonly claim: LaneClaim;
  /** How often it was put off so far. */
  readonly attempts: number;
  /** How many of these were failures that nobody foresaw. */
  readonly faults: number;
}

export interface PutOff {
  readonly delayMs: number;
  /** Why, in plain words for operators; never a payload. */
  readonly reason: string;
  /** A failure that nobody foresaw: counted, so that a bug does not loop for ever. */
  readonly isFault?: boolean;
  /** Nothing was tried, because the other side is known to be down: not counted, so that pauses do not grow by it. */
  readonly isUntried?: boolean;
}

/** `lost`: the lease had passed to somebody else; nothing was written. */
export type Held = 'kept' | 'lost';

/** Hands out accepted entries, one lane at a time to one worker at a time. Every method rejects with `store_unavailable` when the store fails. */
export interface WorkQueue {
  /** Claims up to `limit` lanes whose first entry is due, longest waiting first, for `leaseMs`. */
  claimLanes(options: { readonly limit: number; readonly leaseMs: number }): Promise<readonly LaneClaim[]>;
  /** The lane's first unworked entry, if it is due. */
  next(claim: LaneClaim): Promise<ClaimedEntry | undefined>;
  /** In one transaction: the entry is done, its activities are in the outbox (one that is there already stays as it is). */
  complete(entry: ClaimedEntry, activities: readonly Activity[]): Promise<Held>;
  /** Puts the entry, and its lane behind it, off. */
  retryLater(entry: ClaimedEntry, putOff: PutOff): Promise<Held>;
  /** Sets the entry aside as a dead letter; its lane goes on. */
  bury(entry: ClaimedEntry, reason: string): Promise<Held>;
  /** Extends the lease to `leaseMs` from now. */
  renew(claim: LaneClaim, leaseMs: number): Promise<Held>;
  /** Gives the lane back. Nothing happens if it was lost. */
  release(claim: LaneClaim): Promise<void>;
}
