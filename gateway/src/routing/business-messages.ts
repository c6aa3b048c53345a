/** A message that is in a conversation now. */
export interface SentMessage {
  readonly sid: string;
  /** Twilio's message index. */
  readonly index: number;
  readonly sentAt: Date;
  /** What the customer reads: of a template, what Twilio made of it. */
  readonly text?: string;
}

export interface NewMessage {
  readonly author: string;
  readonly text: string;
  /** Sent instead of the text. */
  readonly content?: { readonly contentSid: string; readonly contentVariables: string } | undefined;
}

export interface OwnMessage {
  readonly conversationSid: string;
  /** Names the message for good; kept in its attributes. */
  readonly key: string;
}

/**
 * Messages that the business itself writes. A message sent this way comes back by no webhook.
 * Both reject with a GatewayError: `upstream_rejected` when Twilio will never take it, transient when it may later.
 */
export interface BusinessMessages {
  /** The message with that key among those of its conversation that are no older than `since`; undefined when there is none. */
  find(message: OwnMessage & { readonly since: Date }): Promise<SentMessage | undefined>;
  send(message: OwnMessage & NewMessage): Promise<SentMessage>;
}
