/**
 * Under which Ids Salesforce knows the customer that a record is: its own, and where it is a Person Account also that of its Contact, under which
 * messages are recorded. Rejects with a GatewayError when Salesforce cannot be asked.
 */
export type SameCustomer = (recordId: string) => Promise<readonly string[]>;
