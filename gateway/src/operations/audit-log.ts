/** What an operator did. `who` is what the caller says of itself (it has proven only that it has the token). */
export interface AuditEntry {
  readonly at: Date;
  readonly who: string;
  /** `read`: the payload of a dead letter, which is what a customer said. */
  readonly action: 'read' | 'replay' | 'discard' | 'purge' | 'reconcile';
  /** What it was done to: ids and counts, never a text or an address in clear. */
  readonly subject: string;
}

/** An entry that is still to be written; the store knows the time. */
export type NewAuditEntry = Omit<AuditEntry, 'at'>;

/** Who replayed, discarded, purged. Outlives retention. */
export interface AuditLog {
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first, at most `limit`. */
  recent(limit: number): Promise<readonly AuditEntry[]>;
}
