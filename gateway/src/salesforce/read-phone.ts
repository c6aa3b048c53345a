import parsePhoneNumber, { type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';

// Before 2019 Mexican mobiles were dialled with a 1 after the country code; people still write it, and WhatsApp still uses it.
const LEGACY_MEXICO = /^\+521(\d{10})$/;

/** An E.164 number in the one form that we compare by. */
export const canonicalNumber = (number: string): string => number.replace(LEGACY_MEXICO, '+52$1');

/**
 * The number in a text as people type it, read as someone in `country` would; undefined when there is none or its length is impossible.
 * International prefixes of any country (00, 011) count as a plus. Numbers that no plan knows yet are kept: plans grow.
 */
export function readPhone(text: string, country: CountryCode): PhoneNumber | undefined {
  const international = text.trim().replace(/^(?:00|011)[\s.-]*(?=[1-9])/, '+');
  const parsed = parsePhoneNumber(international, country);
  if (parsed === undefined) return undefined;
  const canonical = canonicalNumber(parsed.number);
  const phone = canonical === parsed.number ? parsed : parsePhoneNumber(canonical);
  return phone?.isPossible() ? phone : undefined;
}
