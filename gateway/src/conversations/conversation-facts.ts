/** What Twilio says of a conversation: `closed` is for ever. */
export type ConversationState = 'initializing' | 'active' | 'inactive' | 'closed';

/** What we know of a conversation without asking Twilio again. */
export interface ConversationFacts {
  readonly conversationSid: string;
  /** The customer's address as Twilio writes it: `+E.164` or `whatsapp:+E.164`. */
  readonly customerAddress?: string;
  /** The proxy address: the number of ours that the customer sees. */
  readonly businessAddress?: string;
  readonly customerParticipantSid?: string;
  /** The worker who is in it: the last one we added or saw joining. */
  readonly worker?: string;
  /** The record of the customer, once a message was recorded there. */
  readonly customerId?: string;
}

/** Remembers facts about conversations; `learn` adds to what is known and never forgets. */
export interface ConversationMemory {
  recall(conversationSid: string): Promise<ConversationFacts | undefined>;
  learn(facts: ConversationFacts): Promise<void>;
}
