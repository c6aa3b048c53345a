import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { expect } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { asTriggersDo } from './as-triggers-do.ts';
import { directoryUnderTest, type DirectoryUnderTest } from './directory-under-test.ts';
import { INTEGRATION_USER, testApp } from './test-app.ts';

export const NUMBER = '+14155550132';
const nowhere = fileURLToPath(new URL('nowhere', import.meta.url));
const app = testApp();
type Written = Readonly<Record<string, unknown>>;
type Fields = Parameters<SalesforceServer['org']['database']['insert']>[1];

/** An org with one rep, customers to add to it, and directories over it whose requests are counted. */
export async function startCustomerOrg({ hasPackage = true } = {}) {
  const without = { packageDirectory: nowhere, metadataDirectory: nowhere };
  const server: SalesforceServer = await startSalesforce({ clients: [app.registration], ...(hasPackage ? {} : without) });
  const state = { now: 1_000, asked: [] as string[] };
  const { database } = server.org;
  const addUser = (Username: string, more: Written = {}) => {
    const locale = { LocaleSidKey: 'en_US', UserType: 'Standard', IsActive: true };
    return database.store('User', { Username, LastName: 'Rep', Name: 'Rep', Email: Username, ...locale, ...more });
  };
  addUser(INTEGRATION_USER);
  const worker = 'Ana@northwind.example';
  const ana = addUser(worker);
  const add = (object: string, fields: Written) => {
    const { id, errors } = database.insert(object, { OwnerId: ana, ...fields });
    expect(errors).toEqual([]);
    return id ?? '';
  };
  const addContact = (LastName: string, fields: Written) => add('Contact', { LastName, ...fields });
  const clock = { now: () => new Date(state.now) };
  const connect = () => app.connect(server.url, { onRequest: (kind) => state.asked.push(kind) });
  const open = (options: DirectoryUnderTest = {}) => directoryUnderTest(connect(), { clock, ...options });
  return {
    server,
    state,
    ana,
    worker,
    addUser,
    add,
    addContact,
    /** With its keys, as the package's triggers leave it. */
    addKeyed: (LastName: string, fields: Written) => addContact(LastName, asTriggersDo(fields)),
    change: (object: string, id: string, fields: Fields) => database.store(object, Object.assign({}, database.get(object, id), fields)),
    connect,
    open,
    /** A directory that knows the org already, which is found out in the background; requests are counted from then on. */
    settled: async (opened = open(), way = 'keys') => {
      for (let tries = 0; tries < 1_000 && opened.ways.of('contact') !== way; tries++)
        await new Promise((resolve) => setImmediate(resolve));
      expect(opened.ways.of('contact')).toBe(way);
      state.asked = [];
      return opened;
    },
  };
}

export type CustomerOrg = Awaited<ReturnType<typeof startCustomerOrg>>;
type Opened = ReturnType<CustomerOrg['open']>;

export const find = ({ directory }: Opened, number = NUMBER, options = {}) => directory.findByAddress({ channel: 'sms', number }, options);

/** Ids of everybody who has a number, the one to take first. */
export async function everybody(opened: Opened, number = NUMBER): Promise<readonly string[]> {
  const match = await find(opened, number);
  return match ? [match.customer, ...match.others].map(({ id }) => id) : [];
}
