import type { Activity } from './activity.ts';

/** What became of what was published, in the words of Salesforce (`POST /services/apexrest/frontline/receipts`). */
export type Fate = 'task' | 'deleted' | 'failed' | 'erased' | 'unknown';

/** An activity that the event bus has stored and Salesforce has not yet answered for. */
export interface PublishedActivity {
  readonly activity: Activity;
  /** Of the last time it was published, base64. */
  readonly replayId: string;
  /** Since it was last published, by the store's clock alone: two clocks would make it old or new by their difference. */
  readonly ageMs: number;
  /** Since it was published for the first time; again for the first time when an operator has replayed it. */
  readonly firstAgeMs: number;
  /** How often it was published again because Salesforce did not know it. */
  readonly republished: number;
}

/** Fates after which nothing more is to be done. `deleted` and `erased` leave a tombstone. */
export type FinalFate = Exclude<Fate, 'unknown'>;

/** An activity with its final fate. */
export interface Settled {
  readonly dedupeKey: string;
  readonly key: string;
  readonly fate: FinalFate;
}

/**
 * Activities published and waiting for their receipt. They keep their payload until then, because a lost event is published
 * again from it. Every method rejects with `store_unavailable` when the store fails.
 */
export interface PublishedActivities {
  /** Those whose receipt is due to be asked for, longest waiting first; at most `limit`. */
  due(limit: number): Promise<readonly PublishedActivity[]>;
  /**
   * Salesforce has answered for these activities: they are done and lose their payload. `deleted` and `erased` hold for whatever there is of
   * the key: they leave a tombstone in the same transaction and take what still waits with them. `failed` is done as well (the failure is
   * visible and replayable in the org). One that is no longer published stays as it is.
   */
  settle(settled: readonly Settled[]): Promise<void>;
  /** Asks for these activities (by dedupe key) again, no sooner than in `delayMs`. */
  askLater(dedupeKeys: readonly string[], delayMs: number): Promise<void>;
  /** Puts an activity back among those to publish, at its old place in the order, and counts it. */
  publishAgain(dedupeKey: string): Promise<void>;
  /** Sets an activity aside as a dead letter: it was published often enough, or too long ago. */
  bury(dedupeKey: string, reason: string): Promise<void>;
}
