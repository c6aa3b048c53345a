import { demoNames } from './demo-names.ts';
import { demoPhone } from './demo-phone.ts';

export type DemoContact = { readonly owner: number; readonly account: number; readonly fields: Readonly<Record<string, string | null>> };

const COUNT = 298;
const FIELDS = ['MobilePhone', 'MobilePhone', 'Phone', 'MobilePhone', 'HomePhone', 'MobilePhone', 'OtherPhone'] as const;

/** Contacts that share the number of another: a couple under one owner, and three colleagues under three owners. */
const SHARED: Readonly<Record<number, number>> = { 13: 10, 21: 20, 22: 20 };

const email = (first: string, last: string, n: number) =>
  `${first}.${last}.${n}@customer.example`
    .normalize('NFD')
    .replace(/[^\x20-\x7e]|["' ]/g, '')
    .toLowerCase();

const contactAt = (n: number): DemoContact => {
  const first = demoNames.first[(n * 7) % demoNames.first.length] ?? '';
  const last = demoNames.last[(n * 11) % demoNames.last.length] ?? '';
  const phone = demoPhone(SHARED[n] ?? n);
  const second = n % 4 === 0 ? { Phone: demoPhone(n + 400).text } : {};
  return {
    owner: n % 3,
    account: (n * 5) % demoNames.accounts.length,
    fields: {
      FirstName: first,
      LastName: last,
      Title: demoNames.titles[n % demoNames.titles.length] ?? null,
      Email: n % 5 === 0 ? null : email(first, last, n),
      MailingCountry: phone.country,
      ...second,
      [FIELDS[n % FIELDS.length] ?? 'MobilePhone']: phone.text,
    },
  };
};

/** The crowd of the demo: 298 contacts, the same at every start, spread over the three reps and the accounts. */
export const demoContacts = (): DemoContact[] => Array.from({ length: COUNT }, (_none, n) => contactAt(n));
