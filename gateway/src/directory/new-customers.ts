import { displayAddress, type Address } from './address.ts';
import type { CustomerRecords } from './customer-records.ts';
import type { CustomerSettingsSource } from './customer-settings.ts';
import type { CustomerMatch, Directory, DirectoryUser } from './directory.ts';

export interface NewCustomersDeps {
  readonly directory: Pick<Directory, 'findByAddress' | 'whyNobody'>;
  readonly records: CustomerRecords;
  readonly settings: CustomerSettingsSource;
}

/** Who an unknown customer is now; without a match, why not, where there is more to say than that no record has the number. */
export interface Acquainted {
  readonly match?: CustomerMatch;
  readonly remark?: string;
}

/**
 * Gets to know a customer whom no record has, as the admin wants it: not at all, as a Lead, or as a Contact. Two first messages, here or on
 * two gateways, make one record, and so do a crash and a second try, because the number is its unique key. What the org refuses is told in
 * a remark and keeps nobody waiting.
 * @param owner the user to own a new record
 */
export function newCustomers({ directory, records, settings }: NewCustomersDeps) {
  return async (address: Address, owner: DirectoryUser | undefined): Promise<Acquainted> => {
    const crowd = await directory.whyNobody(address);
    if (crowd !== undefined) return { remark: crowd };
    const { unknownCustomer: kind, newLastName, newCompany } = await settings.current();
    if (kind === 'none') return {};
    const lastName = newLastName.replaceAll('{number}', displayAddress(address));
    const ownerId = owner?.isActive ? owner.id : undefined;
    const created = await records.create({
      kind,
      number: address.number,
      lastName,
      company: newCompany,
      ...(ownerId !== undefined && { ownerId }),
    });
    if ('refused' in created) return { remark: `No record could be made for this number. ${created.refused}` };
    // Read anew: an assignment rule may have chosen another owner, and the record that was there has a name of its own.
    const match = await directory.findByAddress(address, { fresh: true });
    if (match) return { match };
    const nobody: DirectoryUser = { id: '', isActive: false };
    return { match: { customer: { id: created.id, displayName: lastName }, kind: created.kind, owner: owner ?? nobody, others: [] } };
  };
}

export type NewCustomers = ReturnType<typeof newCustomers>;
