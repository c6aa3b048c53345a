import type { Address } from './address.ts';

/** A customer as one line of a list. */
export interface CustomerSummary {
  readonly id: string;
  readonly displayName: string;
}

/** A position in a worker's list, which is ordered by name, then id. */
export interface PagePosition {
  readonly name: string;
  readonly id: string;
}

export interface PageRequest {
  /** How many customers at most. */
  readonly size: number;
  /** Only customers after this position. */
  readonly after?: PagePosition;
}

export interface CustomerPage {
  readonly customers: readonly CustomerSummary[];
  /** Where the next page starts; absent on the last page. */
  readonly next?: PagePosition;
}

/** A customer as shown on one card. Phones are E.164 without repeats, the one to text first. */
export interface Customer extends CustomerSummary {
  readonly phones: readonly string[];
  readonly email?: string;
  readonly title?: string;
  readonly accountName?: string;
  /** https address of the record, for a person to open. */
  readonly recordUrl: string;
  /** What templates may say of the customer and of the worker, by merge field: `Contact.FirstName`, `User.Name`. Empty values are absent. */
  readonly mergeFields: ReadonlyMap<string, string>;
}

/** Somebody who can own conversations. */
export interface DirectoryUser {
  /** Id of the user in the directory, for the owner of records. */
  readonly id: string;
  /** The worker identity, spelt as the directory spells it. Absent when the user has none. */
  readonly worker?: string;
  readonly isActive: boolean;
}

/** What a customer is in the directory: a person, a person nobody knows yet, or a company. */
export type CustomerKind = 'contact' | 'lead' | 'account';

/** Who has this address. */
export interface CustomerMatch {
  readonly customer: CustomerSummary;
  /** A contact when absent. */
  readonly kind?: CustomerKind;
  readonly owner: DirectoryUser;
  /** Other customers with the same number, the next best first, never silently dropped. */
  readonly others: readonly CustomerSummary[];
}

export interface FindOptions {
  /** Looks, whatever is remembered. */
  readonly fresh?: boolean;
  /** What was true a quarter of an hour ago will do while the directory fails: for names, never for whose a customer is. */
  readonly staleWillDo?: boolean;
}

/**
 * The source of customers. Every read that names a worker answers only what that worker owns.
 * A failed look-up rejects with a GatewayError: it is never an empty answer.
 */
export interface Directory {
  list(worker: string, page: PageRequest): Promise<CustomerPage>;
  /** Customers whose name matches. A text that cannot match anything (one letter, symbols only) is an empty page. */
  search(worker: string, request: { readonly text: string; readonly page: PageRequest }): Promise<CustomerPage>;
  /** Where a customer of this worker stands in the list; undefined when unknown or another worker's. */
  positionOf(worker: string, customerId: string): Promise<PagePosition | undefined>;
  /** One customer of this worker; undefined when unknown or another worker's. Always read live. */
  details(worker: string, customerId: string): Promise<Customer | undefined>;
  /** Whether the customer, of any kind, is the worker's own. Always read live. */
  owns(worker: string, customerId: string): Promise<boolean>;
  /** Whoever has this number, however it is written: chosen by one rule (`chooseCustomer`), with the others named. */
  findByAddress(address: Address, options?: FindOptions): Promise<CustomerMatch | undefined>;
  /**
   * Why nobody was found by an address, for an admin to read, where there is more to say than that no record has it: a number that
   * stands on too many records, for one, is nobody's.
   */
  whyNobody(address: Address): Promise<string | undefined>;
  /** The user behind a worker identity; undefined when there is none. */
  findUser(worker: string): Promise<DirectoryUser | undefined>;
}
