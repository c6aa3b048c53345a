import parsePhoneNumber from 'libphonenumber-js/max';

/** What may be done with a value, by the name that stands behind a `|`. A value that does not fit a format stays as it is. */
const FORMATS: Readonly<Record<string, (value: string, locale: string) => string>> = {
  upper: (value, locale) => value.toLocaleUpperCase(locale),
  lower: (value, locale) => value.toLocaleLowerCase(locale),
  first: (value) => value.split(/\s+/)[0] ?? value,
  phone: (value) => parsePhoneNumber(value)?.formatInternational() ?? value,
  date: (value, locale) => dated(value, { locale, format: { dateStyle: 'long', timeZone: 'UTC' } }),
  number: (value, locale) => (isNumber(value) ? new Intl.NumberFormat(locale).format(Number(value)) : value),
};

/**
 * A value as a format has it, in a language as WhatsApp writes it (`pt_BR`).
 * Answers undefined for a format that does not exist: a template that is mistyped is offered to nobody.
 */
export function formatValue(value: string, format: string, language = 'en'): string | undefined {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  return known?.(value, localeOf(language));
}

const DATE = /^\d{4}-\d{2}-\d{2}/;

function dated(value: string, { locale, format }: { readonly locale: string; readonly format: Intl.DateTimeFormatOptions }): string {
  const day = new Date(`${DATE.exec(value)?.[0] ?? ''}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? value : new Intl.DateTimeFormat(locale, format).format(day);
}

const isNumber = (value: string) => /^-?\d+(\.\d+)?$/.test(value);

/** The language tag that Intl knows; English for what is none. */
function localeOf(language: string): string {
  const tag = language.replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
