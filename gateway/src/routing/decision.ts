/** Whose a conversation is, decided once and kept. */
export interface RoutingDecision {
  readonly conversationSid: string;
  /** The worker to add; absent when nobody was found and no default is configured. */
  readonly worker?: string;
  /** Why this worker, in words for the admin. */
  readonly reason: string;
}

/** Keeps one decision per conversation. */
export interface RoutingDecisions {
  recall(conversationSid: string): Promise<RoutingDecision | undefined>;
  /** Stores the decision unless there is one already; answers the one that stands. Resolves when it is durable. */
  keep(decision: RoutingDecision): Promise<RoutingDecision>;
}
