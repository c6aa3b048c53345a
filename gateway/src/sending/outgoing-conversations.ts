import type { ConsentPair } from '../consent/consent-words.ts';

/** A customer and the number of ours that they see. */
export type SendPair = ConsentPair;

export interface NewConversation {
  readonly friendlyName: string;
  readonly attributes: object;
  /** Of the customer: by these the app finds the customer's card. */
  readonly participantAttributes: object;
}

/** Conversations that the business begins. Both reject with a GatewayError. */
export interface OutgoingConversations {
  /** The conversation of the two that is not closed: there is one at most. */
  find(pair: SendPair): Promise<string | undefined>;
  /** A new one with the customer in it; or the one that somebody else began at the same moment. */
  begin(pair: SendPair, conversation: NewConversation): Promise<string>;
}
