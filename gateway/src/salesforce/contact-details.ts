import { z } from 'zod';
import type { Customer, Directory } from '../directory/directory.ts';
import { customerCard, ownerCardSchema } from './customer-card.ts';
import { DEFAULT_DEADLINE_MS, type CardDependencies, type DirectoryDependencies } from './directory-dependencies.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';
import { isOwnedBy } from './worker-field.ts';

const text = z.string().nullish();

const detailsSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  FirstName: text,
  LastName: text,
  Salutation: text,
  Title: text,
  Email: text,
  Account: z.object({ Name: text }).nullish(),
  MobilePhone: text,
  Phone: text,
  HomePhone: text,
  OtherPhone: text,
  MailingCountry: text,
  Owner: ownerCardSchema,
});

/** One Contact of a worker, by its id, read live: with its numbers and with what templates may say of it and of its owner. */
export function contactDetails(deps: DirectoryDependencies): Directory['details'] {
  const read = readContact(deps);
  return (worker, id) => read(id, soql` AND ${isOwnedBy(deps.workerField, worker)}`);
}

/** One Contact, whoever owns it. */
export function readContact(deps: CardDependencies) {
  const { client, sessions, defaultCountry, deadlineMs = DEFAULT_DEADLINE_MS } = deps;
  return async (id: string, condition: SoqlText = soql``): Promise<Customer | undefined> => {
    const query = soql`SELECT Id, Name, FirstName, LastName, Salutation, Title, Email, Account.Name, MobilePhone, Phone, HomePhone, OtherPhone,
      MailingCountry, Owner.Name, Owner.FirstName, Owner.LastName, Owner.Title, Owner.Email, Owner.Phone, Owner.CompanyName
      FROM Contact WHERE Id = ${id}${condition}`;
    const [contact] = await client.query(query, detailsSchema, { deadlineMs });
    if (contact === undefined) return undefined;
    const { Id, Name, FirstName, LastName, Salutation, Title, Email, Account, Owner } = contact;
    const { instanceUrl } = await sessions.current();
    const fields = {
      id: Id,
      name: Name,
      object: 'Contact',
      phones: {
        mobile: contact.MobilePhone,
        others: [contact.Phone, contact.HomePhone, contact.OtherPhone],
        country: contact.MailingCountry,
      },
      email: Email,
      title: Title,
      company: Account?.Name,
      merge: { Name, FirstName, LastName, Salutation, Title, Email, 'Account.Name': Account?.Name },
      owner: Owner,
    };
    return customerCard(fields, { instanceUrl, defaultCountry });
  };
}
