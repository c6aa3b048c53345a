/** How the comparison with Twilio stands: it finds messages whose webhook never came. */
export interface ReconciliationStatus {
  readonly state: 'idle' | 'running';
  /** From when on Twilio is, or was, compared. */
  readonly since?: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  /** Conversations looked at so far. */
  readonly conversations: number;
  /** Messages looked at so far. */
  readonly messages: number;
  /** Happenings that the inbox did not know and now has. */
  readonly missing: number;
  /** Conversations, of those looked at, that Twilio refuses for good. */
  readonly refused: number;
  /** Why the last one ended early, in plain words. */
  readonly failure?: string;
}

/** Compares the store with Twilio, regularly and when somebody asks. */
export interface Reconciliation {
  status(): ReconciliationStatus | Promise<ReconciliationStatus>;
  /** Starts one, from `since` on; false when one is under way here or in another gateway. Resolves as soon as that is known. */
  begin(since: Date): boolean | Promise<boolean>;
}
