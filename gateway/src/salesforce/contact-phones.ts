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

const readable = (fields: PhoneFields, defaultCountry: CountryCode) => {
  const country = countryCode(fields.MailingCountry) ?? defaultCountry;
  return (text: string | null | undefined) => (text ? readPhone(text, country) : undefined);
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
