import type { NewAuditEntry } from './audit-log.ts';

/** What an erasure removed. */
export interface Erased {
  readonly conversations: number;
  readonly entries: number;
  readonly activities: number;
}

/** Whose, or which, traces are to go. */
export type ErasureSubject = { readonly address: string } | { readonly conversationSid: string };

/** A record of Salesforce, by all Ids that it is known under, of 15 or 18 characters. */
export interface RecordSubject {
  readonly recordIds: readonly string[];
}

/**
 * Takes everything that the store holds of a customer or a conversation, dead letters included, and leaves tombstones for the
 * keys of its messages, so that neither a receipt nor a reconciliation brings them back.
 */
export interface Erasure {
  /**
   * @param subject a customer address as Twilio writes it (`+E.164`, `whatsapp:+E.164`), a conversation SID, or a record: its conversations, and
   * the messages that it was to be sent
   * @param audit is written first, in the same transaction as the (first) removal, also when nothing is found
   */
  erase(subject: ErasureSubject | RecordSubject, audit: NewAuditEntry): Promise<Erased>;
}
