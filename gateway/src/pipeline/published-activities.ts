import type { Activity } from './activity.ts';

/** What Salesforce says became of a key (`POST /services/apexrest/frontline/receipts`). */
export type Fate = 'task' | 'deleted' | 'failed' | 'erased' | 'unknown';

/** An activity that the event bus has stored and Salesforce has not yet answered for. */
export interface PublishedActivity {
  readonly activity: Activity;
  /** Of the last time it was published, base64. */
  readonly replayId: string;
  /** When it was last published. */
  readonly publishedAt: Date;
  /** How often it was published again because Salesforce did not know it. */
  readonly republished: number;
}

/** Fates after which nothing more is to be done for a key. `deleted` and `erased` leave a tombstone. */
export type FinalFate = Exclude<Fate, 'unknown'>;

/**
 * Activities published and waiting for their receipt. They keep their payload until then, because a lost event is published
 * again from it. Every method rejects with `store_unavailable` when the store fails.
 */
export interface PublishedActivities {
  /** Those whose receipt is due to be asked for, longest waiting first; at most `limit` different keys. */
  due(limit: number): Promise<readonly PublishedActivity[]>;
  /**
   * Salesforce knows the key: all activities of it that were published up to `publishedUpTo` are done and lose their payload;
   * `deleted` and `erased` leave a tombstone in the same transaction and take what still waits of that key with them;
   * `failed` is done as well (the failure is visible and replayable in the org).
   */
  settle(fates: readonly { readonly key: string; readonly fate: FinalFate }[], publishedUpTo: Date): Promise<void>;
  /** Asks for these activities (by dedupe key) again, no sooner than in `delayMs`. */
  askLater(dedupeKeys: readonly string[], delayMs: number): Promise<void>;
  /** Puts an activity back among those to publish, at its old place in the order, and counts it. */
  publishAgain(dedupeKey: string): Promise<void>;
  /** Sets an activity aside as a dead letter: it was published often enough, or too long ago. */
  bury(dedupeKey: string, reason: string): Promise<void>;
}
