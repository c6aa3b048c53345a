import parsePhoneNumber from 'libphonenumber-js/max';
import { phoneKey } from './phone-key.ts';

/**
 * Every key under which a number may be kept in Salesforce, at most four: a country whose numbers are short, or are written at home with
 * digits that nobody dials from abroad (Belgium's trunk zero, Argentina's 15), leaves other last digits in a national spelling.
 * @param number E.164, with its plus
 */
export function phoneKeysOf(number: string): readonly string[] {
  const phone = parsePhoneNumber(number);
  const trunkInside = phone && `${phone.countryCallingCode}${phone.formatNational().replace(/\D/g, '')}`;
  const spellings = [number, phone?.nationalNumber, phone?.formatNational(), trunkInside];
  const keys = spellings.map((spelling) => (spelling === undefined ? undefined : phoneKey(spelling)));
  return [...new Set(keys.filter((key) => key !== undefined))];
}
