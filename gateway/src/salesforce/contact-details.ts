import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Customer, Directory } from '../directory/directory.ts';
import { phoneFieldsSchema, textablePhones } from './contact-phones.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { isRecordId } from './record-id.ts';
import { soql } from './soql.ts';
import { isOwnedBy } from './worker-field.ts';

const text = z.string().nullish();

const person = { Name: text, FirstName: text, LastName: text, Title: text, Email: text };

const detailsSchema = phoneFieldsSchema.extend({
  ...person,
  Id: z.string(),
  Name: z.string(),
  Salutation: text,
  Account: z.object({ Name: text }).nullish(),
  Owner: z.object({ ...person, Phone: text, CompanyName: text }),
});

type Details = z.infer<typeof detailsSchema>;

/** One Contact of a worker, read live: with its numbers and with what templates may say of it and of its owner. */
export function contactDetails(deps: DirectoryDependencies): Directory['details'] {
  const { client, sessions, workerField, defaultCountry, deadlineMs = DEFAULT_DEADLINE_MS } = deps;
  return async (worker, id) => {
    if (!isRecordId(id)) return undefined;
    const query = soql`SELECT Id, Name, FirstName, LastName, Salutation, Title, Email, Account.Name, MobilePhone, Phone, HomePhone, OtherPhone,
      MailingCountry, Owner.Name, Owner.FirstName, Owner.LastName, Owner.Title, Owner.Email, Owner.Phone, Owner.CompanyName
      FROM Contact WHERE Id = ${id} AND ${isOwnedBy(workerField, worker)}`;
    const [contact] = await client.query(query, detailsSchema, { deadlineMs });
    if (contact === undefined) return undefined;
    const { instanceUrl } = await sessions.current();
    return toCustomer(contact, { instanceUrl, defaultCountry });
  };
}

function toCustomer(contact: Details, { instanceUrl, defaultCountry }: { instanceUrl: string; defaultCountry: CountryCode }): Customer {
  const { Id: id, Name: displayName, Email, Title, Account } = contact;
  return {
    id,
    displayName,
    phones: textablePhones(contact, defaultCountry),
    ...(Email ? { email: Email } : {}),
    ...(Title ? { title: Title } : {}),
    ...(Account?.Name ? { accountName: Account.Name } : {}),
    // Frontline's web app opens only https links.
    recordUrl: `https://${new URL(instanceUrl).host}/lightning/r/Contact/${id}/view`,
    mergeFields: mergeFields(contact),
  };
}

function mergeFields({ Owner, Account, Name, FirstName, LastName, Salutation, Title, Email }: Details): ReadonlyMap<string, string> {
  const fields = {
    ...prefixed('Contact', { Name, FirstName, LastName, Salutation, Title, Email, 'Account.Name': Account?.Name }),
    ...prefixed('User', Owner),
  };
  return new Map(Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())));
}

const prefixed = (prefix: string, fields: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value]));
