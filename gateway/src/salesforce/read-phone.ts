import { firstNumber } from '../directory/phone-key.ts';
import parsePhoneNumber, { type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';

// Before 2019 Mexican mobiles were dialled with a 1 after the country code; people still write it, and WhatsApp still uses it.
const LEGACY_MEXICO = /^\+521(\d{10})$/;

// Argentina's mobiles have a 9 after the country code, for whoever calls from abroad; what follows is one plan for mobiles and landlines.
const MOBILE_ARGENTINA = /^\+549(\d{10})$/;

/** An E.164 number in the one form that can be texted. */
export const canonicalNumber = (number: string): string => number.replace(LEGACY_MEXICO, '+52$1');

/** An E.164 number in the one form that we compare by: two spellings of one subscriber are equal. */
export const comparableNumber = (number: string): string => canonicalNumber(number).replace(MOBILE_ARGENTINA, '+54$1');

/** The numbers that mean the same subscriber, the given one first. */
export function sameSubscriber(number: string): readonly string[] {
  const canonical = canonicalNumber(number);
  const asMobile = comparableNumber(canonical).replace(/^\+54(?=\d{10}$)/, '+549');
  return [...new Set([canonical, comparableNumber(canonical), ...(asMobile.startsWith('+549') ? [asMobile] : [])])];
}

/**
 * The first number in a text as people type it, read as someone in `country` would; undefined when there is none or its length is impossible.
 * International prefixes of any country (00, 011) count as a plus where the country itself would not read them otherwise. Numbers that no
 * plan knows yet are kept: plans grow.
 */
export function readPhone(text: string, country: CountryCode): PhoneNumber | undefined {
  const number = firstNumber(text.replace(SERVICE_CODE, ''));
  if (number === undefined) return undefined;
  const spellings = new Set([number.trim(), number.trim().replace(INTERNATIONAL, '+')]); // mostly one: to read it takes longest here
  const readings = [...spellings].flatMap((spelling) => readAs(spelling, country) ?? []);
  return readings.find((reading) => reading.isValid()) ?? readings.at(-1);
}

// "*67" before a number hides the caller's own.
const SERVICE_CODE = /^\s*[*#]\d{2,3}[*#]?\s/;
const INTERNATIONAL = /^(?:00|011)[\s.-]*(?=[1-9])/;

function readAs(spelling: string, country: CountryCode): PhoneNumber | undefined {
  const parsed = parsePhoneNumber(spelling, country);
  if (parsed === undefined) return undefined;
  const canonical = canonicalNumber(parsed.number);
  const phone = canonical === parsed.number ? parsed : parsePhoneNumber(canonical);
  return phone?.isPossible() ? phone : undefined;
}
