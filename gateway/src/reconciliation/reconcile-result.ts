/** What a comparison with Twilio found. */
export interface ReconcileResult {
  /** Conversations looked at. */
  readonly conversations: number;
  /** Messages looked at. */
  readonly messages: number;
  /** Happenings that the inbox did not know and now has: messages, edits, removals, receipts, joinings, routings. */
  readonly missing: number;
  /** Conversations, of those looked at, that Twilio refuses for good: nothing is known of them. */
  readonly refused: number;
  /** Requests made of Twilio. */
  readonly requests: number;
}

/** What has been done so far, and of what. */
export interface ReconcileProgress extends ReconcileResult {
  readonly state: 'idle' | 'running';
  /** From when on Twilio is, or was, compared. */
  readonly since?: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  /** Why the last one ended early, in plain words. It goes on where it was. */
  readonly failure?: string;
}

export interface RunOptions {
  /** Compares everything from then on, but never from before retention. Without it: from the last comparison on. */
  readonly since?: Date;
}

/** Compares the inbox with Twilio, regularly and when somebody asks. */
export interface Reconciler {
  /** Compares at once, then every so often, as long as no other gateway has the duty. */
  start(): void;
  /** Ends what is under way after its present request; the next run goes on where this one was. Never rejects. */
  stop(): Promise<void>;
  /**
   * Compares once.
   * @throws GatewayError `overloaded` while a comparison is under way, here or in another gateway; what Twilio or the store failed with
   */
  run(options?: RunOptions): Promise<ReconcileResult>;
  /** Starts one without waiting for its end; false when one is under way, here or in another gateway. */
  begin(since: Date): Promise<boolean>;
  /** Of the one under way, else of the last one of this process. */
  status(): ReconcileProgress;
}
