import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import { DEFAULT_CUSTOMER_SETTINGS } from '../directory/customer-settings.ts';
import { metadataCustomerSettings } from './metadata-customer-settings.ts';
import { metadataNumbers } from './metadata-numbers.ts';
import type { MetadataDependencies } from './metadata-records.ts';
import { metadataSettings } from './metadata-settings.ts';
import { metadataTemplates } from './metadata-templates.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';

const app = testApp();
/** A folder that does not exist: nothing is installed from it. */
const nowhere = fileURLToPath(new URL('nowhere', import.meta.url));

let server: SalesforceServer;
let deps: MetadataDependencies;
let warnings: number;
let now: number;

async function start(options: { readonly packageDirectory?: string } = {}) {
  server = await startSalesforce({ clients: [app.registration], metadataDirectory: nowhere, ...options });
  server.org.database.store('User', {
    Username: INTEGRATION_USER,
    LastName: 'Integration',
    LocaleSidKey: 'en_US',
    UserType: 'Standard',
    IsActive: true,
  });
  const log: Log = { debug: () => undefined, info: () => undefined, warn: () => (warnings += 1), error: () => undefined };
  deps = { client: app.connect(server.url).client, clock: { now: () => new Date(now) }, log };
}

beforeEach(() => {
  warnings = 0;
  now = 1_000;
});
afterEach(() => server.close());

const store = (type: string, fields: Readonly<Record<string, string | number | boolean>>) => server.org.database.store(type, fields);

describe('with the package', () => {
  beforeEach(() => start());

  it('reads active templates in the admin’s order', async () => {
    const type = 'Frontline_Template__mdt';
    store(type, { DeveloperName: 'Second', Category__c: 'Openers', Text__c: 'Hello', Active__c: true, Sort_Order__c: 20 });
    store(type, {
      DeveloperName: 'First',
      Category__c: 'Openers',
      Text__c: 'Hi',
      Active__c: true,
      Sort_Order__c: 3,
      WhatsApp_Content_Sid__c: `HX${'1'.repeat(32)}`,
    });
    store(type, { DeveloperName: 'Unordered', Category__c: 'Closing', Text__c: 'Bye', Active__c: true });
    store(type, { DeveloperName: 'Off', Category__c: 'Openers', Text__c: 'No', Active__c: false });
    await expect(metadataTemplates(deps).all()).resolves.toEqual([
      { name: 'First', category: 'Openers', text: 'Hi', contentSid: `HX${'1'.repeat(32)}` },
      { name: 'Second', category: 'Openers', text: 'Hello' },
      { name: 'Unordered', category: 'Closing', text: 'Bye' },
    ]);
  });

  it('reads active numbers, and leaves out what is none, saying so once', async () => {
    const type = 'Frontline_Number__mdt';
    store(type, {
      DeveloperName: 'Ana',
      Channel__c: 'sms',
      Number__c: '+14155550199',
      Worker__c: 'ana@northwind.example',
      Active__c: true,
    });
    store(type, { DeveloperName: 'All', Channel__c: 'whatsapp', Number__c: 'whatsapp:+14155550198', Active__c: true });
    store(type, { DeveloperName: 'Typo', Channel__c: 'sms', Number__c: '415-555', Active__c: true });
    store(type, { DeveloperName: 'Old', Channel__c: 'sms', Number__c: '+14155550197', Active__c: false });
    const numbers = metadataNumbers(deps);
    const expected = [
      { channel: 'whatsapp', number: '+14155550198' },
      { channel: 'sms', number: '+14155550199', worker: 'ana@northwind.example' },
    ];
    await expect(numbers.all()).resolves.toEqual(expected);
    await expect(numbers.all()).resolves.toEqual(expected);
    expect(warnings).toBe(1);
  });

  it('reads the settings, with the defaults of the package where there are none', async () => {
    const settings = metadataSettings(deps);
    await expect(settings.current()).resolves.toEqual({ storeMessageBodies: true });
    store('Frontline_Setting__mdt', { DeveloperName: 'Default', Store_Message_Bodies__c: false });
    await expect(settings.current()).resolves.toEqual({ storeMessageBodies: true });
    now += 61_000;
    await expect(settings.current()).resolves.toEqual({ storeMessageBodies: false });
  });

  it('reads what the admin says of customers, with defaults for what is empty', async () => {
    const settings = metadataCustomerSettings(deps);
    await expect(settings.current()).resolves.toEqual(DEFAULT_CUSTOMER_SETTINGS);
    store('Frontline_Setting__mdt', {
      DeveloperName: 'Default',
      Match_Order__c: 'Lead, Contact',
      Phone_Keys_Active__c: false,
      Auto_Create__c: 'Lead',
      New_Customer_Name__c: 'Text {number}',
      Reps_Create_Customers__c: true,
      Reps_Delete_Customers__c: false,
    });
    now += 61_000;
    await expect(settings.current()).resolves.toEqual({
      matchOrder: ['lead', 'contact'],
      keepsPhoneKeys: false,
      unknownCustomer: 'lead',
      newLastName: 'Text {number}',
      newCompany: 'Unknown',
      repsCreate: true,
      repsDelete: false,
    });
  });

  it('rejects when the records cannot be read, and asks again next time', async () => {
    const settings = metadataSettings(deps);
    server.org.faults.set({ outage: 'unavailable' });
    await expect(settings.current()).rejects.toMatchObject({ code: 'upstream_failed' });
    server.org.faults.clear();
    await expect(settings.current()).resolves.toEqual({ storeMessageBodies: true });
  });
});

describe('without the package', () => {
  it('takes the defaults for customers: they give nobody a right', async () => {
    await start({ packageDirectory: nowhere });
    await expect(metadataCustomerSettings(deps).current()).resolves.toEqual(DEFAULT_CUSTOMER_SETTINGS);
  });

  it('does not guess whether texts may be stored', async () => {
    await start({ packageDirectory: nowhere });
    await expect(metadataSettings(deps).current()).rejects.toMatchObject({ code: 'upstream_refused', isTransient: true });
  });

  it('has no records and says so once', async () => {
    await start({ packageDirectory: nowhere });
    const templates = metadataTemplates(deps);
    await expect(templates.all()).resolves.toEqual([]);
    now += 61_000;
    await expect(templates.all()).resolves.toEqual([]);
    expect(warnings).toBe(1);
  });
});
