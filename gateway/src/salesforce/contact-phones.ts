import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { countryCode } from './country-code.ts';
import { readPhone } from './read-phone.ts';

const phone = z.string().nullish();

/** The fields of a Contact that tell its numbers. */
export const phoneFieldsSchema = z.object({
  MobilePhone: phone,
  Phone: phone,
  HomePhone: phone,
  OtherPhone: phone,
  MailingCountry: z.string().nullish(),
});

export type PhoneFields = z.infer<typeof phoneFieldsSchema>;

/**
 * Reads a field as the Contact's country would, or as ours, where only that makes it a valid number: Salesforce formats ten digits as North
 * American ones whatever the country. A number of no plan known here is taken as it is.
 */
const readable = (fields: PhoneFields, defaultCountry: CountryCode) => {
  const countries = new Set([countryCode(fields.MailingCountry) ?? defaultCountry, defaultCountry]);
  return (text: string | null | undefined) => {
    const readings = [...countries].flatMap((country) => (text ? (readPhone(text, country) ?? []) : []));
    return readings.find((reading) => reading.isValid()) ?? readings[0];
  };
};

/** A Contact's numbers to text, E.164 without repeats: the mobile first, then whatever is not surely a landline. */
export function textablePhones(fields: PhoneFields, defaultCountry: CountryCode): readonly string[] {
  const read = readable(fields, defaultCountry);
  const others = [fields.Phone, fields.HomePhone, fields.OtherPhone].map(read).filter((other) => other?.getType() !== 'FIXED_LINE');
  return [...new Set([read(fields.MobilePhone), ...others].flatMap((found) => found?.number ?? []))];
}

/** Whether one of a Contact's fields holds the number. */
export function hasPhone(
  fields: PhoneFields,
  { number, defaultCountry }: { readonly number: string; readonly defaultCountry: CountryCode },
): boolean {
  const read = readable(fields, defaultCountry);
  return [fields.MobilePhone, fields.Phone, fields.HomePhone, fields.OtherPhone].some((text) => read(text)?.number === number);
}
