/** How full the store may get. Beyond it webhooks are refused with `overloaded` (503), so that what was accepted stays safe. */
export interface CapacityLimits {
  /** Rows that wait in inbox and outbox together, receipts included. */
  readonly maxQueued: number;
  /** Bytes that the store may take on disk (SQLite: the file without its free pages; PostgreSQL: this product's tables). */
  readonly maxBytes: number;
}

export interface Capacity {
  /** Known at little cost: counted now and then, and reckoned in between. Rejects with `store_unavailable` when the store fails. */
  usage(): Promise<{ readonly queued: number; readonly bytes: number }>;
}
