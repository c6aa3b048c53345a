import type { Org } from '../../salesforce/org.ts';

const USERNAME = 'admin@northwind.example';

/** The administrator who runs tests; made when the org has none. */
export const testUser = (org: Org): string => {
  const [known] = org.database.findBy('User', 'Username', [USERNAME]);
  if (known) return String(known['Id']);
  const [profile] = org.database.findBy('Profile', 'Name', ['System Administrator']);
  return org.database.store('User', {
    ...{ Username: USERNAME, LastName: 'Admin', Alias: 'admin', Email: USERNAME, ProfileId: profile?.['Id'] ?? null, IsActive: true },
    ...{ TimeZoneSidKey: 'America/Los_Angeles', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
    UserType: 'Standard',
  });
};
