import { z } from 'zod';
import type { CustomerMatch, Directory, DirectoryUser } from '../directory/directory.ts';
import { hasPhone, phoneFieldsSchema } from './contact-phones.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { identifier } from './identifier.ts';
import { phoneSpellings } from './phone-spellings.ts';
import { canonicalNumber } from './read-phone.ts';
import { remembered } from './remembered.ts';
import { soql } from './soql.ts';
import type { WorkerField } from './worker-field.ts';

const DEFAULT_TTL_MS = 60_000;
/** A number on more records than this is a switchboard's or a placeholder. */
const MAX_MATCHES = 200;

const ownerSchema = z.object({
  IsActive: z.boolean(),
  Username: z.string().nullish(),
  FederationIdentifier: z.string().nullish(),
  Email: z.string().nullish(),
});

const matchSchema = phoneFieldsSchema.extend({ Id: z.string(), Name: z.string(), OwnerId: z.string(), Owner: ownerSchema.nullable() });

type Match = z.infer<typeof matchSchema>;

/** Whoever has a number in any field: the oldest record, with the others named. Remembered by number for a minute. */
export function findByAddress(deps: DirectoryDependencies): Directory['findByAddress'] {
  const { clock, cacheTtlMs = DEFAULT_TTL_MS } = deps;
  const find = remembered({ clock, ttlMs: cacheTtlMs, look: lookUp(deps) });
  return ({ number }, options) => find(canonicalNumber(number), options);
}

/** One query over the spellings of a number, each hit confirmed by reading its fields, because a spelling may mean another country's number. */
function lookUp({ client, workerField, defaultCountry, deadlineMs = DEFAULT_DEADLINE_MS }: DirectoryDependencies) {
  return async (number: string): Promise<CustomerMatch | undefined> => {
    const spellings = phoneSpellings(number);
    const query = soql`SELECT Id, Name, MobilePhone, Phone, HomePhone, OtherPhone, MailingCountry, OwnerId, Owner.IsActive,
      Owner.${identifier(workerField)} FROM Contact WHERE MobilePhone IN ${spellings} OR Phone IN ${spellings} OR HomePhone IN ${spellings}
      OR OtherPhone IN ${spellings} ORDER BY CreatedDate, Id LIMIT ${MAX_MATCHES}`;
    const candidates = await client.query(query, matchSchema, { deadlineMs });
    const [oldest, ...others] = candidates.filter((candidate) => hasPhone(candidate, { number, defaultCountry }));
    if (oldest === undefined) return undefined;
    return { customer: summary(oldest), owner: owner(oldest, workerField), others: others.map(summary) };
  };
}

const summary = ({ Id, Name }: Match) => ({ id: Id, displayName: Name });

function owner({ OwnerId, Owner }: Match, workerField: WorkerField): DirectoryUser {
  // A user whom the integration user may not see is nobody to give work to.
  if (!Owner) return { id: OwnerId, isActive: false };
  const worker = Owner[workerField];
  return { id: OwnerId, isActive: Owner.IsActive, ...(worker ? { worker } : {}) };
}
