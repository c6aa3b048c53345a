import countriesAndTimezones from 'countries-and-timezones';
import parsePhoneNumber from 'libphonenumber-js/max';
import { NORTH_AMERICAN_ZONES } from './north-american-zones.ts';

const byAreaCode: ReadonlyMap<string, readonly string[]> = new Map(
  NORTH_AMERICAN_ZONES.flatMap(([zones, codes]) => codes.split(/\s+/).map((code) => [code, zones.split(' ')] as const)),
);
const AREA_CODE = /^\+1(\d{3})/;

/**
 * Time zones in which somebody with this number may be, as IANA names: those of the area code in North America, else all of the number's
 * country; none where the number tells no country (satellites, networks of no country). A mobile phone may of course be anywhere else.
 */
export function zonesOfNumber(number: string): readonly string[] {
  const known = byAreaCode.get(AREA_CODE.exec(number)?.[1] ?? '');
  if (known) return known;
  const country = parsePhoneNumber(number)?.country;
  return (country && countriesAndTimezones.getCountry(country)?.timezones) ?? [];
}
