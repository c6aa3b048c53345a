import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Candidate } from '../directory/choose-customer.ts';
import type { DirectoryUser } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { accountSchema, contactSchema, leadSchema, ownerOf } from './candidate-schema.ts';
import { comparablePhones } from './record-phones.ts';
import type { WorkerField } from './worker-field.ts';

/** A record that may have a number, and the numbers that it does have. */
export interface ReadCandidate extends Candidate {
  readonly numbers: ReadonlySet<string>;
  /** The Account that a Contact belongs to. */
  readonly accountId?: string;
}

export interface ReadOptions {
  readonly defaultCountry: CountryCode;
  readonly workerField: WorkerField;
  /** Owners of Leads, whom no query of Leads can tell. */
  readonly owners: ReadonlyMap<string, DirectoryUser>;
}

export const READERS = {
  contact: (records: readonly unknown[], { defaultCountry, workerField }: ReadOptions) =>
    parsed(contactSchema, records).map((record) => ({
      ...common(record),
      kind: 'contact' as const,
      owner: ownerOf(record.OwnerId, record.Owner, workerField),
      ...(record.AccountId ? { accountId: record.AccountId } : {}),
      numbers: comparablePhones(
        { mobile: record.MobilePhone, others: [record.Phone, record.HomePhone, record.OtherPhone], country: record.MailingCountry },
        defaultCountry,
      ),
    })),
  lead: (records: readonly unknown[], { defaultCountry, owners }: ReadOptions) =>
    parsed(leadSchema, records).map((record) => ({
      ...common(record),
      kind: 'lead' as const,
      owner: owners.get(record.OwnerId) ?? { id: record.OwnerId, isActive: false },
      numbers: comparablePhones({ mobile: record.MobilePhone, others: [record.Phone], country: record.Country }, defaultCountry),
    })),
  account: (records: readonly unknown[], { defaultCountry, workerField }: ReadOptions) =>
    parsed(accountSchema, records).map((record) => ({
      ...common(record),
      kind: 'account' as const,
      owner: ownerOf(record.OwnerId, record.Owner, workerField),
      numbers: comparablePhones({ others: [record.Phone], country: record.BillingCountry }, defaultCountry),
    })),
} as const satisfies Record<string, (records: readonly unknown[], options: ReadOptions) => readonly ReadCandidate[]>;

/** The users who may own these Leads. */
export const leadOwners = (records: readonly unknown[]): readonly string[] => [
  ...new Set(parsed(leadSchema, records).map(({ OwnerId }) => OwnerId)),
];

interface Common {
  readonly Id: string;
  readonly Name: string;
  readonly CreatedDate: string;
  readonly LastActivityDate?: string | null | undefined;
}

const common = ({ Id, Name, CreatedDate, LastActivityDate }: Common) => ({
  id: Id,
  displayName: Name,
  createdAt: CreatedDate,
  ...(LastActivityDate ? { lastActivity: LastActivityDate } : {}),
});

function parsed<T>(schema: z.ZodType<T>, records: readonly unknown[]): readonly T[] {
  const result = z.array(schema).safeParse(records);
  if (result.success) return result.data;
  throw new GatewayError('internal', 'Salesforce answered a record that the gateway cannot read', { cause: result.error });
}
