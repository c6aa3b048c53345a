import type { CustomerKind } from './directory.ts';

export interface NewCustomer {
  readonly kind: 'lead' | 'contact';
  /** E.164. Its one record, if we make it: a second is never made. */
  readonly number: string;
  readonly lastName: string;
  /** For a Lead. */
  readonly company: string;
  readonly email?: string;
  /** The user to own it. An assignment rule of the org may decide otherwise. */
  readonly ownerId?: string;
}

/** The record that a customer has now: a new one, or the one that was there. Or why the org would have none, in words for the admin. */
export type CreatedCustomer = { readonly id: string; readonly kind: CustomerKind; readonly isNew: boolean } | { readonly refused: string };

/**
 * Makes and deletes customers. Rejects with a transient GatewayError when nothing can be said of the outcome: asking again is harmless,
 * because the number is the new record's key.
 */
export interface CustomerRecords {
  create(customer: NewCustomer): Promise<CreatedCustomer>;
  /** Deletes a Contact, to the recycle bin; whose it is has been asked before. Answers why not, if the org refuses. */
  remove(id: string): Promise<{ readonly refused?: string }>;
}
