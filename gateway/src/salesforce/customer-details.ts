import type { Customer, CustomerKind, Directory } from '../directory/directory.ts';
import { contactDetails } from './contact-details.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { accountDetails, leadDetails } from './lead-account-details.ts';
import { recordKind } from '../directory/record-kind.ts';

type ReadOne = (worker: string, id: string) => Promise<Customer | undefined>;

/** The card of one of a worker's customers, of any kind, read live. */
export function customerDetails(deps: DirectoryDependencies): Directory['details'] {
  const readers: Readonly<Record<CustomerKind, ReadOne>> = {
    contact: contactDetails(deps),
    lead: leadDetails(deps),
    account: accountDetails(deps),
  };
  return async (worker, id) => {
    const kind = recordKind(id);
    return kind && readers[kind](worker, id);
  };
}
