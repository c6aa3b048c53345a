import countriesAndTimezones from 'countries-and-timezones';
import parsePhoneNumber from 'libphonenumber-js/max';
import { NORTH_AMERICAN_ZONES } from './north-american-zones.ts';

const byAreaCode: ReadonlyMap<string, readonly string[]> = new Map(
  NORTH_AMERICAN_ZONES.flatMap(([zones, codes]) => codes.split(/\s+/).map((code) => [code, zones.split(' ')] as const)),
);
const AREA_CODE = /^\+1(\d{3})/;

/**
 * Time zones in which somebody with this number may be, as IANA names: those of the area code in North America, else all of the number's
 * country, or of the United States and Canada; none where the number tells no country (satellites, networks of no country). A mobile phone may of course be anywhere else.
 */
export function zonesOfNumber(number: string): readonly string[] {
  const known = byAreaCode.get(AREA_CODE.exec(number)?.[1] ?? '');
  if (known) return known;
  const country = parsePhoneNumber(number)?.country;
  if (country) return countriesAndTimezones.getCountry(country)?.timezones ?? [];
  // A code newer than the library's tables is almost surely one of these two countries'.
  return AREA_CODE.test(number) ? anywhereIn(['US', 'CA']) : [];
}

const anywhereIn = (countries: readonly string[]) => countries.flatMap((code) => countriesAndTimezones.getCountry(code)?.timezones ?? []);
