import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Customer } from '../directory/directory.ts';
import { textablePhones, type WrittenPhones } from './record-phones.ts';

const text = z.string().nullish();

/** What templates may say of the user who owns a customer. */
export const ownerCardSchema = z.object({
  Name: text,
  FirstName: text,
  LastName: text,
  Title: text,
  Email: text,
  Phone: text,
  CompanyName: text,
});

type Texts = Readonly<Record<string, string | null | undefined>>;

export interface CardFields {
  readonly id: string;
  readonly name: string;
  /** API name of the record's object. */
  readonly object: string;
  readonly phones: WrittenPhones;
  readonly email?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly company?: string | null | undefined;
  /** What templates may say of the customer, without the prefix of its object. */
  readonly merge: Texts;
  readonly owner: Texts;
}

export interface CardOptions {
  readonly instanceUrl: string;
  readonly defaultCountry: CountryCode;
}

/**
 * A record as the app's card shows it. Templates call every customer `Contact`, and a Lead or an Account also by its own name: an admin
 * writes one greeting for all.
 */
export function customerCard(card: CardFields, { instanceUrl, defaultCountry }: CardOptions): Customer {
  const { id, name, object, email, title, company } = card;
  return {
    id,
    displayName: name,
    phones: textablePhones(card.phones, defaultCountry),
    ...(email ? { email } : {}),
    ...(title ? { title } : {}),
    ...(company ? { accountName: company } : {}),
    // Frontline's web app opens only https links.
    recordUrl: `https://${new URL(instanceUrl).host}/lightning/r/${object}/${id}/view`,
    mergeFields: filled({ ...prefixed('Contact', card.merge), ...prefixed(object, card.merge), ...prefixed('User', card.owner) }),
  };
}

const filled = (fields: Texts): ReadonlyMap<string, string> =>
  new Map(Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())));

const prefixed = (prefix: string, fields: Texts): Texts =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value]));
