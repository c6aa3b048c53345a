import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { runningUser, userZone } from '../running-user.ts';
import { ApexTimeZone } from '../values/datetime-types.ts';

/** Apex Reference Guide, "UserInfo Class" and "FeatureManagement Class". */
export const userTypes = (engine: Engine): PlatformType[] => {
  const field = (name: string) => () => runningUser(engine)[name] ?? null;
  return [
    {
      name: 'UserInfo',
      statics: {
        'String getFirstName()': field('FirstName'),
        'String getLanguage()': field('LanguageLocaleKey'),
        'String getLastName()': field('LastName'),
        'String getLocale()': field('LocaleSidKey'),
        'String getName()': field('Name'),
        'String getOrganizationId()': () => engine.orgId,
        'String getOrganizationName()': () => engine.organizationName,
        'String getProfileId()': field('ProfileId'),
        'TimeZone getTimeZone()': () => new ApexTimeZone(userZone(engine)),
        'String getUserEmail()': field('Email'),
        'String getUserId()': field('Id'),
        'String getUserName()': field('Username'),
        'String getUserType()': field('UserType'),
        'Boolean isMultiCurrencyOrganization()': () => false,
      },
    },
    {
      name: 'FeatureManagement',
      statics: { 'Boolean checkPermission(String name)': (name: string) => engine.database.hasCustomPermission(name) },
    },
  ];
};
