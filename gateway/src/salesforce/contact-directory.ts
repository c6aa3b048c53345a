import type { Directory } from '../directory/directory.ts';
import { contactPosition } from './contact-position.ts';
import { customerDetails } from './customer-details.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { findByAddress } from './find-by-address.ts';
import { findUser } from './find-user.ts';
import { listContacts } from './list-contacts.ts';
import { ownsCustomer } from './owns-customer.ts';
import { rememberedLists } from './remembered-lists.ts';
import { searchContacts } from './search-contacts.ts';

/**
 * The directory of customers that a Salesforce org is: a worker's list are the Contacts that the worker owns; a number is looked for among
 * Leads and Accounts too. Lists and names may be a minute old; whatever decides who may do what is read live.
 */
export function contactDirectory(deps: DirectoryDependencies): Directory {
  return {
    ...rememberedLists({ list: listContacts(deps), search: searchContacts(deps), positionOf: contactPosition(deps) }, deps),
    details: customerDetails(deps),
    owns: ownsCustomer(deps),
    ...findByAddress(deps),
    findUser: findUser(deps),
  };
}
