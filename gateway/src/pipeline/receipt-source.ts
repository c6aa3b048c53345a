import type { Fate } from './published-activities.ts';

/** As many keys as one question may hold (FrontlineReceiptsRequest). */
export const MAX_RECEIPT_KEYS = 200;

/** Asks Salesforce what became of keys. */
export interface ReceiptSource {
  /**
   * The fate of each of at most 200 different keys.
   * Rejects with a GatewayError; `upstream_refused` when the org does not have the package, or does not let us ask.
   */
  fatesOf(keys: readonly string[]): Promise<ReadonlyMap<string, Fate>>;
}
