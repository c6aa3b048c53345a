import { z } from 'zod';
import type { DirectoryUser } from '../directory/directory.ts';
import type { WorkerField } from './worker-field.ts';

const text = z.string().nullish();

const userFields = { IsActive: z.boolean(), Username: text, FederationIdentifier: text, Email: text };

/** A User by id. */
export const userSchema = z.object({ Id: z.string(), ...userFields });

const common = { Id: z.string(), Name: z.string(), CreatedDate: z.string(), LastActivityDate: text, OwnerId: z.string(), Phone: text };
// The platform leaves out the owner whom the integration user may not see.
const owned = { Owner: z.object(userFields).nullish() };

/** Contacts that may have a number, and what tells whether they do. */
export const contactSchema = z.object({
  ...common,
  ...owned,
  AccountId: text,
  MobilePhone: text,
  HomePhone: text,
  OtherPhone: text,
  MailingCountry: text,
});

/** The same of Leads. Their owners may be queues, which are no users. */
export const leadSchema = z.object({ ...common, MobilePhone: text, Country: text });

/** The same of Accounts. */
export const accountSchema = z.object({ ...common, ...owned, BillingCountry: text });

/** The user that an owner is, with the worker identity in the field that the org uses. */
export function ownerOf(id: string, user: Omit<z.infer<typeof userSchema>, 'Id'> | null | undefined, field: WorkerField): DirectoryUser {
  // A user whom the integration user may not see, or a queue, is nobody to give work to.
  if (!user) return { id, isActive: false };
  const worker = user[field];
  return { id, isActive: user.IsActive, ...(worker ? { worker } : {}) };
}
