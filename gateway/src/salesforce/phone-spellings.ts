import parsePhoneNumber, { type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import { canonicalNumber, readPhone } from './read-phone.ts';

/** How many spellings go into one query: enough for the usual ones, and four fields of them stay below the limit of a query in a URL. */
export const MAX_SPELLINGS = 20;

const FALLBACK: CountryCode = 'US';

/**
 * A number as people type it into a CRM, the commonest spellings first. Salesforce keeps what was typed, except that it writes ten-digit
 * North American numbers as (415) 555-0132, so a number is found by comparing texts. A number with an extension ("x 12") or with a remark
 * has no finite list of spellings and is not found this way. Every spelling reads back as the number in the number's own country.
 */
export function phoneSpellings(number: string): readonly string[] {
  const canonical = canonicalNumber(number);
  const phone = parsePhoneNumber(canonical);
  if (phone === undefined) return [number];
  const country = phone.country ?? FALLBACK;
  const readsBack = (text: string) => readPhone(text, country)?.number === phone.number;
  const spellings = phone.countryCallingCode === '1' ? northAmerican(phone) : elsewhere(phone);
  return [...new Set(spellings)].filter(readsBack).slice(0, MAX_SPELLINGS);
}

function northAmerican(phone: PhoneNumber): string[] {
  const digits = phone.nationalNumber;
  const [area, exchange, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  const grouped = [`(${area}) ${exchange}-${line}`, ...['-', '.', ' '].map((by) => [area, exchange, line].join(by))];
  return [
    phone.number,
    ...grouped,
    digits,
    `1${digits}`,
    phone.formatInternational(),
    ...grouped.map((text) => `+1 ${text}`),
    ...['-', '.', ' '].map((by) => ['1', area, exchange, line].join(by)),
    `1 (${area}) ${exchange}-${line}`,
    `(${area})${exchange}-${line}`,
    ...['-', '.'].map((by) => ['+1', area, exchange, line].join(by)),
    `+1 ${digits}`,
    `+1(${area})${exchange}-${line}`,
    `001${digits}`,
  ];
}

function elsewhere(phone: PhoneNumber): string[] {
  const { countryCallingCode: code, nationalNumber: digits } = phone;
  const national = phone.formatNational();
  const international = phone.formatInternational();
  const groups = international.slice(code.length + 2);
  const trunk = national.replace(/\D/g, '').slice(0, -digits.length);
  const withTrunk = trunk === '' ? [] : [`+${code} (${trunk})${groups}`, `+${code} (${trunk}) ${groups}`, `+${code}(${trunk})${digits}`];
  return [
    phone.number,
    national,
    international,
    national.replace(/\D/g, ''),
    `00${code}${digits}`,
    ...legacyMexico(phone),
    national.replace(/[()]/g, '').replace(/[\s-]+/g, ' '),
    ...['-', '.'].map((by) => national.replace(/[()]/g, '').replace(/[\s-]+/g, by)),
    `${code}${digits}`,
    ...withTrunk,
    `00${code} ${groups}`,
    ...['-', '.'].map((by) => international.replace(/[\s-]+/g, by)),
    `011${code}${digits}`,
    digits,
    `+${code} ${digits}`,
    `${code} ${groups}`,
    `00 ${code} ${groups}`,
    groups,
  ];
}

const legacyMexico = ({ countryCallingCode, nationalNumber }: PhoneNumber): string[] =>
  countryCallingCode === '52'
    ? [`+521${nationalNumber}`, `+52 1 ${nationalNumber.slice(0, 2)} ${nationalNumber.slice(2, 6)} ${nationalNumber.slice(6)}`]
    : [];
