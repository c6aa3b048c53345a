/** Where something of a customer, a record or a conversation is. */
export interface Traces {
  /** All that is in them goes. */
  readonly conversations: readonly string[];
  /** Single inbox rows (by number), of whatever conversation or none. */
  readonly strays: readonly number[];
  /** Outbox rows (by number) of the conversations, in whatever state. */
  readonly activities: readonly number[];
  /** Single outbox rows, of other conversations or none. */
  readonly strayActivities: readonly StrayActivity[];
  /** Messages from Salesforce (by client key) to the address, or into the conversations. */
  readonly sends: readonly string[];
  /** Routing decisions of other conversations, which the record made. */
  readonly decisions: readonly RecordDecision[];
  /** The last outbox row that was looked at: what is behind it came meanwhile. */
  readonly lookedUpTo: number;
}

export interface StrayActivity {
  readonly sequence: number;
  /** Empty: it belongs to no conversation, as a message that was never sent. */
  readonly conversationSid: string;
}

export interface RecordDecision {
  readonly conversationSid: string;
  /** As it is written there. */
  readonly recordId: string;
}
