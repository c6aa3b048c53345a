import type { Address } from './address.ts';

/** Whom the conversations that are under way are with. */
export interface OpenConversations {
  /**
   * Records that conversations with this number are about and that are not closed, the latest first; empty when there are none.
   * Rejects with `store_unavailable` when the store fails.
   */
  customersAt(address: Address): Promise<readonly string[]>;
}
