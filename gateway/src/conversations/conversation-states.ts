import type { ConversationState } from './conversation-facts.ts';

/** A conversation that is over, in which a worker may still be. */
export interface ClosedConversation {
  readonly conversationSid: string;
  /** When it was closed. */
  readonly closedAt: Date;
}

/**
 * In which state each conversation is, as far as we were told. A closed one is kept until its workers have left it, however
 * long that is; nothing here names a customer. Every method rejects with `store_unavailable` when the store fails.
 */
export interface ConversationStates {
  /** Keeps the state unless a later one is known: changes arrive in any order, and none follows `closed`. */
  keep(change: { readonly conversationSid: string; readonly state: ConversationState; readonly at: Date }): Promise<void>;
  /** The last known state; undefined when we were never told. */
  stateOf(conversationSid: string): Promise<ConversationState | undefined>;
  /** Conversations closed before that moment whose workers have not left, those closed first; at most `limit`. */
  closedBefore(moment: Date, limit: number): Promise<readonly ClosedConversation[]>;
  /** Their workers have left them: forget these. */
  forget(conversationSids: readonly string[]): Promise<void>;
}
