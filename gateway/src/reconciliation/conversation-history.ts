import type { ConversationState } from '../conversations/conversation-facts.ts';
import type { ParticipantRecord } from '../conversations/conversations-api.ts';

/** Part of a list; `next` asks for the part after it and outlives a restart. */
export interface HistoryPage<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A conversation as a list shows it. Twilio's REST API tells moments to the second. */
export interface ListedConversation {
  readonly sid: string;
  readonly friendlyName?: string;
  readonly state: ConversationState;
  readonly createdAt: Date;
  /** Whether a new message moves this is not documented: never rely on it alone. */
  readonly updatedAt: Date;
}

/** How far the copies of a message got on their way to the phones in a conversation, summed up. */
export type DeliverySummary = Readonly<Partial<Record<'sent' | 'delivered' | 'read' | 'failed' | 'undelivered', 'all' | 'some' | 'none'>>>;

/** A message as the REST API has it now. */
export interface ListedMessage {
  readonly sid: string;
  readonly index: number;
  readonly author?: string;
  readonly body?: string;
  /** As JSON text, the way webhooks carry it. */
  readonly media?: string;
  readonly attributes?: string;
  readonly participantSid?: string;
  readonly createdAt: Date;
  /** When it was last changed; undefined when it never was. */
  readonly updatedAt?: Date;
  /** Undefined when it was sent to no phone. */
  readonly delivery?: DeliverySummary;
}

/** What became of one copy of a message. */
export interface ListedReceipt {
  readonly sid: string;
  readonly participantSid?: string;
  readonly channelMessageSid?: string;
  readonly status: string;
  /** 0 when nothing went wrong. */
  readonly errorCode: number;
  readonly updatedAt: Date;
}

/** A participant as a list shows it. */
export interface ListedParticipant extends ParticipantRecord {
  readonly createdAt: Date;
}

/** One of a worker's conversations. */
export interface Membership {
  readonly conversationSid: string;
  readonly participantSid: string;
  readonly state: ConversationState;
  readonly updatedAt: Date;
}

export type ListedState = Exclude<ConversationState, 'initializing'>;

/**
 * What the conversation service still knows of what happened. Each method is one request, but for `participants`; each
 * rejects with a GatewayError: `not_found` when the conversation is gone, `upstream_rejected` for a page that has expired.
 */
export interface ConversationHistory {
  /** Conversations in that state, or those created on that day (UTC) or later, in no order that may be relied on. */
  conversations(
    query: { readonly state: ListedState } | { readonly createdSince: Date },
    page?: string,
  ): Promise<HistoryPage<ListedConversation>>;
  conversation(conversationSid: string): Promise<ListedConversation>;
  /** The newest first, `size` (at most 100) at a time. */
  messages(conversationSid: string, part: { readonly size: number; readonly page?: string }): Promise<HistoryPage<ListedMessage>>;
  /** Whether the message is still there. */
  hasMessage(conversationSid: string, messageSid: string): Promise<boolean>;
  /** At most 50: of one message to as many phones as a conversation may have. */
  receipts(conversationSid: string, messageSid: string): Promise<readonly ListedReceipt[]>;
  participants(conversationSid: string): Promise<readonly ListedParticipant[]>;
  /** Identities that the service knows: workers, and whoever else chats. */
  identities(page?: string): Promise<HistoryPage<string>>;
  /** The conversations that a worker is in, closed ones included. */
  conversationsOf(worker: string, page?: string): Promise<HistoryPage<Membership>>;
}
