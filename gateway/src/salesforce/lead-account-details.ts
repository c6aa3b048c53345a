import { z } from 'zod';
import type { Customer, Directory } from '../directory/directory.ts';
import { customerCard, ownerCardSchema } from './customer-card.ts';
import { DEFAULT_DEADLINE_MS, type CardDependencies, type DirectoryDependencies } from './directory-dependencies.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';
import { isOwnedBy, isOwnedByUser } from './worker-field.ts';

const text = z.string().nullish();

const leadSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  FirstName: text,
  LastName: text,
  Salutation: text,
  Title: text,
  Email: text,
  Company: text,
  MobilePhone: text,
  Phone: text,
  Country: text,
  OwnerId: z.string(),
});

const accountSchema = z.object({ Id: z.string(), Name: z.string(), Phone: text, BillingCountry: text, Owner: ownerCardSchema });

/** One Lead of a worker, by its id, read live. Converted ones are no Leads any more. */
export function leadDetails(deps: DirectoryDependencies): Directory['details'] {
  const read = readLead(deps);
  return (worker, id) => read(id, soql` AND ${isOwnedByUser(deps.workerField, worker)}`);
}

/** One Lead that is not converted, whoever owns it. */
export function readLead(deps: CardDependencies) {
  const { client, sessions, defaultCountry, deadlineMs = DEFAULT_DEADLINE_MS } = deps;
  return async (id: string, condition: SoqlText = soql``): Promise<Customer | undefined> => {
    const byId = soql`SELECT Id, Name, FirstName, LastName, Salutation, Title, Email, Company, MobilePhone, Phone, Country, OwnerId
      FROM Lead WHERE Id = ${id} AND IsConverted = ${false}${condition}`;
    const [lead] = await client.query(byId, leadSchema, { deadlineMs });
    if (lead === undefined) return undefined;
    const ofOwner = soql`SELECT Name, FirstName, LastName, Title, Email, Phone, CompanyName FROM User WHERE Id = ${lead.OwnerId}`;
    const [[owner = {}], { instanceUrl }] = await Promise.all([client.query(ofOwner, ownerCardSchema, { deadlineMs }), sessions.current()]);
    const { Id, Name, FirstName, LastName, Salutation, Title, Email, Company } = lead;
    const fields = {
      id: Id,
      name: Name,
      object: 'Lead',
      phones: { mobile: lead.MobilePhone, others: [lead.Phone], country: lead.Country },
      email: Email,
      title: Title,
      company: Company,
      merge: { Name, FirstName, LastName, Salutation, Title, Email, Company, 'Account.Name': Company },
      owner,
    };
    return customerCard(fields, { instanceUrl, defaultCountry });
  };
}

/** One Account of a worker, by its id, read live: a company that is reached by its main number. */
export function accountDetails(deps: DirectoryDependencies): Directory['details'] {
  const { client, sessions, workerField, defaultCountry, deadlineMs = DEFAULT_DEADLINE_MS } = deps;
  return async (worker, id) => {
    const query = soql`SELECT Id, Name, Phone, BillingCountry, Owner.Name, Owner.FirstName, Owner.LastName, Owner.Title, Owner.Email,
      Owner.Phone, Owner.CompanyName FROM Account WHERE Id = ${id} AND ${isOwnedBy(workerField, worker)}`;
    const [account] = await client.query(query, accountSchema, { deadlineMs });
    if (account === undefined) return undefined;
    const { instanceUrl } = await sessions.current();
    const { Id, Name, Phone, BillingCountry, Owner } = account;
    const fields = {
      id: Id,
      name: Name,
      object: 'Account',
      phones: { others: [Phone], country: BillingCountry },
      merge: { Name, 'Account.Name': Name },
      owner: Owner,
    };
    return customerCard(fields, { instanceUrl, defaultCountry });
  };
}
