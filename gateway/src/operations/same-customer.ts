/**
 * Under which Ids Salesforce knows the customer that a record is: its own, and where it is a Person Account also that of its Contact, under which
 * messages are recorded. The Contacts of a business are customers of their own. Rejects with a GatewayError: `bad_request` for an Account that is not
 * there or not shown to the integration user, any other when Salesforce cannot be asked.
 */
export type SameCustomer = (recordId: string) => Promise<readonly string[]>;
