/** What was read besides the customer's card. */
export interface ExtraValues {
  /** By the name that the template has. Fields that do not exist, or are empty, are left out. */
  readonly values: ReadonlyMap<string, string>;
  /** The customer's language, as the record has it. */
  readonly language?: string;
}

/** Fields of the customer's record, of its Account and of its owner that an admin names in templates. Rejects with a GatewayError. */
export interface ExtraFields {
  /** No names and no field for the language: nothing is asked. */
  of(customerId: string, names: readonly string[]): Promise<ExtraValues>;
}
