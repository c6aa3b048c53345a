import type { Fields } from '../database/database.ts';
import type { Org } from '../org.ts';
import { demoContacts } from './demo-contacts.ts';
import { demoNames } from './demo-names.ts';
import { demoUsers } from './demo-users.ts';

const localeOf = { TimeZoneSidKey: 'America/Los_Angeles', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' };

/** Demo data that the org refuses is a mistake in the demo. */
const add = (org: Org, objectName: string, fields: Fields): string => {
  const result = org.database.insert(objectName, fields);
  if (result.id === null) throw new Error(`demo ${objectName}: ${result.errors.map(({ message }) => message).join('; ')}`);
  return result.id;
};

const profileId = (org: Org, name: string) => org.database.findBy('Profile', 'Name', [name])[0]?.['Id'];

/** Whom docs/admin.md has the admin assign what. */
const permissionSets = {
  'Standard User': ['Frontline_Rep', 'Frontline_Callout'],
  'Minimum Access - API Only Integrations': ['Frontline_Integration'],
} as const;

/** As the package's guide has it; an org without the package has nothing to assign. */
const grant = (org: Org, userId: string, name: string) => {
  const [set] = org.database.findBy('PermissionSet', 'Name', [name]);
  if (set) add(org, 'PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: set['Id'] ?? null });
};

const addUsers = (org: Org): string[] => {
  const ids = demoUsers.map((user) =>
    add(org, 'User', {
      ...localeOf,
      Username: user.username,
      FirstName: user.firstName,
      LastName: user.lastName,
      Title: user.title,
      Email: user.username,
      Alias: user.username.split('@')[0]?.slice(0, 8),
      ProfileId: profileId(org, user.profile),
    }),
  );
  for (const [at, { profile }] of demoUsers.entries()) for (const name of permissionSets[profile]) grant(org, ids[at] ?? '', name);
  return ids;
};

/** The two contacts that guides, journeys and tests call by name. */
const addWellKnown = (org: Org, [ana, ben]: readonly string[], accountId: string | undefined) => {
  const account = add(org, 'Account', { Name: 'Quist Shipping', Industry: 'Shipping', Phone: '(415) 555-0100', OwnerId: ana });
  add(org, 'Contact', {
    FirstName: 'Mara',
    LastName: 'Quist',
    Title: 'Head of Operations',
    MobilePhone: '(415) 555-0132',
    Email: 'mara.quist@quistshipping.example',
    MailingCountry: 'United States',
    AccountId: account,
    OwnerId: ana,
  });
  add(org, 'Contact', {
    FirstName: 'Nils',
    LastName: 'Obi',
    Title: 'Buyer',
    MobilePhone: '+44 7700 900123',
    Email: 'nils.obi@customer.example',
    MailingCountry: 'United Kingdom',
    AccountId: accountId,
    OwnerId: ben,
  });
};

const addLeads = (org: Org, owners: readonly string[]) => {
  const leads = [
    { FirstName: 'Lena', LastName: 'Haug', Company: 'Haug Interiors', MobilePhone: '(628) 555-0177' },
    { FirstName: 'Tomás', LastName: 'Ruiz', Company: 'Ruiz Tiles', Phone: '628-555-0178' },
    { FirstName: 'Mei', LastName: 'Chen', Company: 'Chen Logistics', MobilePhone: '+44 7700 900988', Country: 'United Kingdom' },
  ];
  leads.forEach((lead, at) => add(org, 'Lead', { ...lead, OwnerId: owners[at] }));
};

/**
 * Fills an org with the demo: three reps (ana, ben and chloe @northwind.example), the desk and integration users, 40 accounts,
 * 300 contacts and three leads. The same records in the same order at every start; searchable at once.
 */
export const loadDemo = (org: Org): void => {
  const users = addUsers(org);
  const accounts = demoNames.accounts.map((name, at) => add(org, 'Account', { Name: name, OwnerId: users[at % 3] }));
  addWellKnown(org, users, accounts[0]);
  for (const { fields, owner, account } of demoContacts()) {
    add(org, 'Contact', { ...fields, OwnerId: users[owner], AccountId: accounts[account] });
  }
  addLeads(org, users);
  org.search.refresh();
};
