/** Published activities of which Salesforce has not yet said what became of them. */
export interface WaitingReceipts {
  /** `oldestAgeMs` since the oldest was published, 0 when there is none. Rejects with `store_unavailable` when the store fails. */
  count(): Promise<{ readonly waiting: number; readonly oldestAgeMs: number }>;
}
