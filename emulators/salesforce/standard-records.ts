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

const profiles = ['System Administrator', 'Standard User', 'Minimum Access - API Only Integrations'];

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
  for (const name of profiles) database.store('Profile', { Name: name, UserType: 'Standard' });
  taskStatuses.forEach(({ label, closed }, at) =>
    database.store('TaskStatus', { MasterLabel: label, ApiName: label, SortOrder: at + 1, IsDefault: at === 0, IsClosed: closed }),
  );
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
