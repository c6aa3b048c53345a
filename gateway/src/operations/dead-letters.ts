import type { NewAuditEntry } from './audit-log.ts';

/** `inbox`: a webhook that could not be worked. `outbox`: an activity that could not be published or was not recorded. */
export type DeadLetterQueue = 'inbox' | 'outbox';

/** Work that will not succeed without a person. Nothing here quotes a message. */
export interface DeadLetter {
  /** Names it in commands: `inbox:KEY` or `outbox:KEY`. */
  readonly id: string;
  readonly queue: DeadLetterQueue;
  readonly kind: string;
  readonly conversationSid: string;
  /** Key of the Task it would have become or changed; absent when that is not known. */
  readonly taskKey?: string;
  readonly attempts: number;
  /** Why, in plain words. May quote what the other side said, so it is for operators and not for logs. */
  readonly reason: string;
  readonly createdAt: Date;
}

/** One dead letter with what is in it: for an operator's eyes only. */
export interface DeadLetterDetail extends DeadLetter {
  /** The parameters of the webhook, or the activity, as stored. */
  readonly payload: unknown;
}

export interface DeadLetterPage {
  readonly letters: readonly DeadLetter[];
  /** Pass it as `after` for the next page; absent on the last. */
  readonly next?: string;
}

/**
 * Work set aside. Whoever changes it gives the audit log's entry, which is written in the same transaction, and only when there
 * was such a dead letter. Every method rejects with `store_unavailable` when the store fails.
 */
export interface DeadLetters {
  /** Oldest first, at most `limit`. Rejects with `bad_request` when `after` was never the `next` of a page. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<DeadLetterPage>;
  show(id: string): Promise<DeadLetterDetail | undefined>;
  /** Back into its queue, as if new, at its old place in the order. False when there is no such dead letter. */
  replay(id: string, audit: NewAuditEntry): Promise<boolean>;
  /**
   * Given up for good: the payload goes. When it would have made a Task, a tombstone stays for the Task's key; what only changes
   * a Task leaves none, because its later changes are to be recorded. False when there is no such dead letter.
   */
  discard(id: string, audit: NewAuditEntry): Promise<boolean>;
}
