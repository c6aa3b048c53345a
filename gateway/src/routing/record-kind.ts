import type { CustomerKind, CustomerMatch } from '../directory/directory.ts';

/** What the customer's record is. */
export const kindOf = ({ kind = 'contact' }: CustomerMatch): CustomerKind => kind;

/** How a person calls the kind. */
export const KIND_NAMES: Readonly<Record<CustomerKind, string>> = { contact: 'Contact', lead: 'Lead', account: 'Account' };
