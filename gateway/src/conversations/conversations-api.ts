/** The part of a conversation that we name. Attributes are the parsed JSON object; anything else in there is someone else's. */
export interface ConversationRecord {
  readonly sid: string;
  readonly friendlyName?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Somebody in a conversation: a customer with a messaging binding, or a worker with an identity. */
export interface ParticipantRecord {
  readonly sid: string;
  readonly identity?: string;
  /** The customer's address, as Twilio writes it. */
  readonly address?: string;
  readonly proxyAddress?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/**
 * What we ask of a conversation service. Every method rejects with a GatewayError: `not_found` when the conversation or
 * participant is gone, a transient code when the service is failing, throttling or the conversation is still initializing.
 */
export interface ConversationsApi {
  conversation(conversationSid: string): Promise<ConversationRecord>;
  renameConversation(conversationSid: string, change: { readonly friendlyName: string; readonly attributes: object }): Promise<void>;
  participants(conversationSid: string): Promise<readonly ParticipantRecord[]>;
  participant(conversationSid: string, participantSid: string): Promise<ParticipantRecord>;
  updateParticipant(conversationSid: string, change: { readonly participantSid: string; readonly attributes: object }): Promise<void>;
  /**
   * Adds a worker. Adding one who is already there is success.
   * @throws GatewayError `upstream_rejected` with `upstreamCode` 50214 when the worker is in as many conversations as fit
   */
  addWorker(conversationSid: string, worker: string): Promise<void>;
  /** Takes a participant out. One who is not there any more is success. */
  removeParticipant(conversationSid: string, participantSid: string): Promise<void>;
}

/** Tells whether a worker has an account with the messaging app (a Frontline user exists after the first login). Identities are case-sensitive. */
export interface WorkerRegistry {
  exists(worker: string): Promise<boolean>;
}
