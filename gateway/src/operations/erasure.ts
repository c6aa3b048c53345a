/** What an erasure removed. */
export interface Erased {
  readonly conversations: number;
  readonly entries: number;
  readonly activities: number;
}

/**
 * Takes everything that the store holds of a customer or a conversation, dead letters included, and leaves tombstones for the
 * keys of its messages, so that neither a receipt nor a reconciliation brings them back.
 */
export interface Erasure {
  /** @param subject a customer address as Twilio writes it (`+E.164`, `whatsapp:+E.164`), or a conversation SID */
  erase(subject: { readonly address: string } | { readonly conversationSid: string }): Promise<Erased>;
}
