import type { Ownership, TurnChoice } from './route.ts';

/** Whose a conversation is, decided once and kept. */
export interface RoutingDecision {
  readonly conversationSid: string;
  /** The worker to add; absent when nobody was found and no default is configured. */
  readonly worker?: string;
  /** Why this worker, in words for the admin: at most 4,000 characters. */
  readonly reason: string;
  /** Developer name of the rule that decided; absent for the default worker. */
  readonly rule?: string;
  /** The ownership that decided; absent for any other reason, and once a person has given the conversation to somebody else. */
  readonly ownership?: Ownership;
}

/** Keeps one decision per conversation. Every method rejects with `store_unavailable` when the store fails. */
export interface RoutingDecisions {
  recall(conversationSid: string): Promise<RoutingDecision | undefined>;
  /** Stores the decision unless there is one already; answers the one that stands. Resolves when it is durable. */
  keep(decision: RoutingDecision): Promise<RoutingDecision>;
  /**
   * The same, for the member whose turn it is: who of these was chosen longest ago, or never. The turn is taken in the same transaction, and
   * not at all when there is a decision already, so that gateways that share a store share the turns.
   */
  keepInTurn(
    conversationSid: string,
    choice: TurnChoice & { readonly decide: (member: string) => RoutingDecision },
  ): Promise<RoutingDecision>;
  /** Whose turn it is, without taking it. */
  nextOf(turn: TurnChoice): Promise<string>;
}
