import type { CustomerKind } from './directory.ts';

/** What the admin decides about who a customer is. */
export interface CustomerSettings {
  /** Where a number is looked for, and who comes first when several have it. At least one kind. */
  readonly matchOrder: readonly CustomerKind[];
  /** Whether the org keeps the phone keys of records that are saved. */
  readonly keepsPhoneKeys: boolean;
  /** What to create for a customer whom no record has. */
  readonly unknownCustomer: 'none' | 'lead' | 'contact';
  /** What a new record is called: `{number}` stands for the customer's number as a person reads it. */
  readonly newLastName: string;
  /** The company of a new Lead. */
  readonly newCompany: string;
  /** Whether reps may add customers in the app. */
  readonly repsCreate: boolean;
  /** Whether reps may delete customers of their own in the app. */
  readonly repsDelete: boolean;
}

/** What holds where the admin said nothing, or the org's package is older than the setting. */
export const DEFAULT_CUSTOMER_SETTINGS: CustomerSettings = {
  matchOrder: ['contact', 'lead', 'account'],
  keepsPhoneKeys: true,
  unknownCustomer: 'none',
  newLastName: '{number}',
  newCompany: 'Unknown',
  repsCreate: false,
  repsDelete: false,
};

/** Where they are kept. Rejects with a GatewayError when they cannot be read. */
export interface CustomerSettingsSource {
  current(): Promise<CustomerSettings>;
}
