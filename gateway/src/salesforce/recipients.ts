import type { Clock } from '../clock.ts';
import type { Customer } from '../directory/directory.ts';
import type { Recipients } from '../sending/recipients.ts';
import { readContact } from './contact-details.ts';
import { ownerCardSchema } from './customer-card.ts';
import type { CardDependencies } from './directory-dependencies.ts';
import { readLead } from './lead-account-details.ts';
import { recordKind } from '../directory/record-kind.ts';
import { remembered } from './remembered.ts';
import { soql } from './soql.ts';

const USER = 'User.';
const USER_TTL_MS = 60_000;

/** Contacts and Leads by id, with the user who writes to them. */
export function recipients({ clock, ...deps }: CardDependencies & { readonly clock: Clock }): Recipients {
  const readers = { contact: readContact(deps), lead: readLead(deps) };
  // A Flow sends hundreds for one user.
  const cardOf = remembered({
    clock,
    ttlMs: USER_TTL_MS,
    look: async (userId) => {
      const query = soql`SELECT Name, FirstName, LastName, Title, Email, Phone, CompanyName FROM User WHERE Id = ${userId}`;
      const [card] = await deps.client.query(query, ownerCardSchema, { deadlineMs: deps.deadlineMs });
      return card;
    },
  });
  return {
    read: async (recordId, userId) => {
      const kind = recordKind(recordId);
      if (kind !== 'contact' && kind !== 'lead') return undefined;
      const [customer, user = {}] = await Promise.all([readers[kind](recordId), cardOf(userId)]);
      return customer && writtenToBy(customer, user);
    },
  };
}

/** A card calls the owner `User`, because reps are shown their own customers. Here the two may differ. */
function writtenToBy(customer: Customer, user: Readonly<Record<string, string | null | undefined>>): Customer {
  const ofOwner = [...customer.mergeFields].filter(([name]) => name.startsWith(USER));
  const mergeFields = new Map([...customer.mergeFields].filter(([name]) => !name.startsWith(USER)));
  for (const [name, value] of ofOwner) mergeFields.set(name.replace(USER, 'Owner.'), value);
  for (const [name, value] of Object.entries(user)) if (value?.trim()) mergeFields.set(USER + name, value);
  return { ...customer, mergeFields };
}
