import type { Fate } from './published-activities.ts';

/** As many keys as one question may hold (FrontlineReceiptsRequest). */
export const MAX_RECEIPT_KEYS = 200;

/** What is there of a key: what statuses, edits and deletions have left on its Task, and which of its events the org has as failures. */
export interface Trace {
  readonly deliveryStatus?: string;
  /** When the text was last edited, as the edit told it, in whole seconds. */
  readonly editedAt?: Date;
  readonly deletedAt?: Date;
  /** Kinds of activities of which a failure is open. */
  readonly failedKinds: readonly string[];
}

/** Salesforce's word on a key: what became of the message, and the trace of all its happenings. */
export interface Receipt {
  readonly fate: Fate;
  /** Absent when there is neither a Task nor a failure, and from a package of before traces. */
  readonly trace?: Trace;
}

/** Asks Salesforce what became of keys. */
export interface ReceiptSource {
  /**
   * The receipt of each of at most 200 different keys.
   * Rejects with a GatewayError; `upstream_refused` when the org does not have the package, or does not let us ask.
   */
  receiptsOf(keys: readonly string[]): Promise<ReadonlyMap<string, Receipt>>;
}
