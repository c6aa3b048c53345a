import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';

// What people write besides the English name of a country.
const ALIASES: Readonly<Record<string, CountryCode>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  deutschland: 'DE',
  österreich: 'AT',
  schweiz: 'CH',
  suisse: 'CH',
  españa: 'ES',
  italia: 'IT',
  méxico: 'MX',
  brasil: 'BR',
  nederland: 'NL',
  holland: 'NL',
  sverige: 'SE',
  danmark: 'DK',
  norge: 'NO',
};

/**
 * The country of a Contact's MailingCountry, which is free text, or a label where the org uses state and country picklists. The code field
 * exists only in the latter orgs: asking for it would fail everywhere else.
 */
export function countryCode(text: string | null | undefined): CountryCode | undefined {
  const name = text?.trim().toLowerCase() ?? '';
  const code = name.toUpperCase();
  if (code.length === 2 && isSupportedCountry(code)) return code;
  return ALIASES[name] ?? englishNames().get(name);
}

let names: ReadonlyMap<string, CountryCode> | undefined;
const englishNames = () => (names ??= new Map(countryNames()));

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

function* countryNames(): Generator<[string, CountryCode]> {
  const displayNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = displayNames.of(code);
    if (name !== undefined && isSupportedCountry(code)) yield [name.toLowerCase(), code];
  }
}
