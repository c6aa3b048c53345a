/** How one queue stands. */
export interface QueueCounts {
  /** Entries not yet worked or published, those put off among them. */
  readonly ready: number;
  readonly dead: number;
  /** Age of the oldest entry that is not yet worked or published, in milliseconds; 0 when there is none. */
  readonly oldestAgeMs: number;
}

/** What waits, for metrics and the health page. */
export interface Backlog {
  counts(): Promise<{ readonly inbox: QueueCounts; readonly outbox: QueueCounts }>;
}

/** Forgets what is over. Dead letters stay. */
export interface Retention {
  /** Removes entries worked, and activities published, before that moment; answers how many rows went. */
  purgeDone(olderThan: Date): Promise<number>;
  /** Empties whatever the store keeps beside its rows, so that a blanked text is nowhere on disk. */
  scrub(): Promise<void>;
}
