import { automatedProcessUserId } from './automated-process-user.ts';
import type { Database } from './database/database.ts';

const userDefaults = {
  TimeZoneSidKey: 'America/Los_Angeles',
  LocaleSidKey: 'en_US',
  LanguageLocaleKey: 'en_US',
  EmailEncodingKey: 'UTF-8',
  IsActive: true,
};

/** The statuses that a new org has; admins rename them (Object Reference, "TaskStatus"). */
const taskStatuses = [
  { label: 'Not Started', closed: false },
  { label: 'In Progress', closed: false },
  { label: 'Completed', closed: true },
  { label: 'Waiting on someone else', closed: false },
  { label: 'Deferred', closed: false },
];

/** The statuses that a new org has (Object Reference, "LeadStatus"). */
const leadStatuses = ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'];

const licenses = [
  { Name: 'Salesforce', LicenseDefinitionKey: 'SFDC' },
  { Name: 'Salesforce Integration', LicenseDefinitionKey: 'SalesforceIntegrationUser' },
];

const profiles = [
  { name: 'System Administrator', license: 'SFDC', all: true },
  { name: 'Standard User', license: 'SFDC', all: false },
  { name: 'Minimum Access - API Only Integrations', license: 'SalesforceIntegrationUser', all: false },
];

const storeProfiles = (database: Database): void => {
  const licenseIds = new Map(
    licenses.map((license) => [license.LicenseDefinitionKey, database.store('UserLicense', { ...license, MasterLabel: license.Name })]),
  );
  for (const { name, license, all } of profiles) {
    const may = { PermissionsModifyAllData: all, PermissionsViewAllData: all };
    database.store('Profile', { Name: name, UserType: 'Standard', UserLicenseId: licenseIds.get(license) ?? null, ...may });
  }
};

const storeStatuses = (database: Database): void => {
  taskStatuses.forEach(({ label, closed }, at) =>
    database.store('TaskStatus', { MasterLabel: label, ApiName: label, SortOrder: at + 1, IsDefault: at === 0, IsClosed: closed }),
  );
  leadStatuses.forEach((label, at) => {
    const kind = { IsDefault: at === 0, IsConverted: label === 'Closed - Converted' };
    database.store('LeadStatus', { MasterLabel: label, ApiName: label, SortOrder: at + 1, ...kind });
  });
};

/** Puts in what every org has from its first day: the organization, profiles, task statuses, the platform's own user. */
export const storeStandardRecords = (database: Database, orgId: string): void => {
  database.store('Organization', {
    Id: orgId,
    Name: 'Northwind Traders',
    OrganizationType: 'Enterprise Edition',
    InstanceName: 'LOCAL',
    IsSandbox: false,
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    TimeZoneSidKey: 'America/Los_Angeles',
  });
  storeProfiles(database);
  storeStatuses(database);
  database.store('User', {
    ...userDefaults,
    Id: automatedProcessUserId,
    Username: `autoproc@${orgId.toLowerCase()}`,
    LastName: 'Automated Process',
    Email: `autoproc@${orgId.toLowerCase()}`,
    Alias: 'autoproc',
    UserType: 'AutomatedProcess',
  });
};
