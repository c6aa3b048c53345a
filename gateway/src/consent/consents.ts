import type { ConsentPair, SaidStatus } from './consent-words.ts';

/** Whether a customer wants messages; `unknown`: never said. */
export type ConsentStatus = SaidStatus | 'unknown';

/** What the org has of one customer and one number of ours. */
export interface ConsentRecord {
  readonly status: ConsentStatus;
  readonly changedAt?: Date;
  /** What the status rests on, in words. */
  readonly source?: string;
}

export interface ConsentChange {
  readonly status: SaidStatus;
  readonly saidAt: Date;
  /** The org has had it: it is written again only over an older word, because whatever else stands there an admin put there. */
  readonly wasWritten?: boolean;
  /** Absent: what stands there stays. */
  readonly source?: string;
  /** Whose address it is, for a record that is related to nobody yet. */
  readonly relatedTo?: { readonly kind: 'contact' | 'lead'; readonly id: string };
}

/**
 * Consent as the org keeps it, where admins see and edit it: one record for each customer's address and number of ours.
 * Both reject with a GatewayError when the org cannot be asked.
 */
export interface Consents {
  /** @param version of the customer's word that is known: what was remembered under another one is old, under the same one a minute at most */
  of(pair: ConsentPair, version: number): Promise<ConsentRecord | undefined>;
  /** Writes the word down, unless the org has something newer. Doing it twice does no harm. */
  write(pair: ConsentPair, change: ConsentChange): Promise<void>;
}
