import type { Directory } from '../directory/directory.ts';
import { contactDetails } from './contact-details.ts';
import { contactPosition } from './contact-position.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { findByAddress } from './find-by-address.ts';
import { findUser } from './find-user.ts';
import { listContacts } from './list-contacts.ts';
import { searchContacts } from './search-contacts.ts';

/** The directory of customers that a Salesforce org's Contacts are. */
export function contactDirectory(deps: DirectoryDependencies): Directory {
  return {
    list: listContacts(deps),
    search: searchContacts(deps),
    positionOf: contactPosition(deps),
    details: contactDetails(deps),
    findByAddress: findByAddress(deps),
    findUser: findUser(deps),
  };
}
