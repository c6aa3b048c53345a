import type { CountryCode } from 'libphonenumber-js/max';
import { countryCode } from './country-code.ts';
import { comparableNumber, readPhone } from './read-phone.ts';

type Text = string | null | undefined;

/** What stands in the phone fields of a record, as people typed it. */
export interface WrittenPhones {
  readonly mobile?: Text;
  readonly others: readonly Text[];
  /** The country of the record's address: free text, or the label of a picklist. */
  readonly country?: Text;
}

/**
 * Reads a field as the record's country would, or as ours, where only that makes it a valid number: Salesforce formats ten digits as North
 * American ones whatever the country. A number of no plan known here is taken as it is.
 */
const readable = (country: Text, defaultCountry: CountryCode) => {
  const countries = new Set([countryCode(country) ?? defaultCountry, defaultCountry]);
  return (text: Text) => {
    const readings = [...countries].flatMap((one) => (text ? (readPhone(text, one) ?? []) : []));
    return readings.find((reading) => reading.isValid()) ?? readings[0];
  };
};

/** A record's numbers to text, E.164 without repeats: the mobile first, then whatever is not surely a landline. */
export function textablePhones({ mobile, others, country }: WrittenPhones, defaultCountry: CountryCode): readonly string[] {
  const read = readable(country, defaultCountry);
  const textable = others.map(read).filter((other) => other?.getType() !== 'FIXED_LINE');
  return [...new Set([read(mobile), ...textable].flatMap((found) => found?.number ?? []))];
}

/** The numbers in a record's fields, as they are compared: whoever has one of them is found by it. */
export function comparablePhones({ mobile, others, country }: WrittenPhones, defaultCountry: CountryCode): ReadonlySet<string> {
  const read = readable(country, defaultCountry);
  return new Set([mobile, ...others].flatMap((text) => read(text)?.number ?? []).map(comparableNumber));
}
