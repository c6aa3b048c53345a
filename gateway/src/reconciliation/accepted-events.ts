/** An inbox entry by its key: `onMessageAdded:IM...`, `onMessageUpdated:IM...:DATE`, `onDeliveryUpdated:IM...:DY...:STATUS:CODE`. */
export interface AcceptedEvent {
  readonly key: string;
  readonly acceptedAt: Date;
}

/**
 * What the inbox was ever given and still remembers: entries waiting, done and dead, until retention forgets them. Every
 * method rejects with `store_unavailable` when the store fails.
 */
export interface AcceptedEvents {
  /** Everything accepted for a conversation. */
  of(conversationSid: string): Promise<readonly AcceptedEvent[]>;
  /** Conversations for which something was accepted since that moment, the latest first; at most `limit`. */
  latestConversations(since: Date, limit: number): Promise<readonly string[]>;
}
