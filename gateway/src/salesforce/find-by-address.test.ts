import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Directory } from '../directory/directory.ts';
import { contactDirectory } from './contact-directory.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';

const app = testApp();
const ANA = 'Ana@northwind.example';

let server: SalesforceServer;
let directory: Directory;
let ana: string;
let now: number;

beforeEach(async () => {
  server = await startSalesforce({ clients: [app.registration] });
  addUser(INTEGRATION_USER);
  ana = addUser(ANA);
  now = 1_000;
  directory = contactDirectory({
    ...app.connect(server.url),
    clock: { now: () => new Date(now) },
    workerField: 'Username',
    defaultCountry: 'US',
  });
});
afterEach(() => server.close());

const addUser = (Username: string, more: { Email?: string; IsActive?: boolean } = {}) =>
  server.org.database.store('User', {
    Username,
    LastName: 'Rep',
    Name: 'Rep',
    Email: Username,
    LocaleSidKey: 'en_US',
    UserType: 'Standard',
    IsActive: true,
    ...more,
  });

function addContact(LastName: string, fields: Readonly<Record<string, unknown>>): string {
  const { id, errors } = server.org.database.insert('Contact', { LastName, OwnerId: ana, ...fields });
  expect(errors).toEqual([]);
  return id ?? '';
}

const find = async (number: string, options?: { fresh: boolean }) => directory.findByAddress({ channel: 'sms', number }, options);

describe('findByAddress', () => {
  it.each([
    ['+14155550132', 'MobilePhone', '(415) 555-0132'],
    ['+14155550132', 'Phone', '415.555.0132'],
    ['+14155550132', 'HomePhone', '1-415-555-0132'],
    ['+447911123456', 'OtherPhone', '00447911123456'],
    ['+447911123456', 'MobilePhone', '+44 (0)7911 123456'],
    ['+5215512345678', 'MobilePhone', '+52 55 1234 5678'],
    ['+525512345678', 'MobilePhone', '+5215512345678'],
  ])('finds %s in %s typed as %s', async (number, field, typed) => {
    const id = addContact('Quist', { [field]: typed });
    await expect(find(number)).resolves.toEqual({
      customer: { id, displayName: 'Quist' },
      owner: { id: ana, worker: ANA, isActive: true },
      others: [],
    });
  });

  it('reads a national spelling as the contact’s country would', async () => {
    addContact('American', { MobilePhone: '07911 123456' });
    const british = addContact('British', { MobilePhone: '07911 123456', MailingCountry: 'United Kingdom' });
    await expect(find('+447911123456')).resolves.toMatchObject({ customer: { id: british }, others: [] });
  });

  it('takes the oldest record of several and names the others', async () => {
    const first = addContact('First', { Phone: '415-555-0132' });
    const second = addContact('Second', { MobilePhone: '+14155550132' });
    await expect(find('+14155550132')).resolves.toMatchObject({ customer: { id: first }, others: [{ id: second, displayName: 'Second' }] });
  });

  it('remembers an answer for a minute, and nobody for seconds; fresh looks again', async () => {
    await expect(find('+14155550132')).resolves.toBeUndefined();
    const id = addContact('Quist', { Phone: '415-555-0132' });
    await expect(find('+14155550132')).resolves.toBeUndefined();
    await expect(find('+14155550132', { fresh: true })).resolves.toMatchObject({ customer: { id } });
    server.org.database.delete('Contact', id);
    now += 59_000;
    await expect(find('+14155550132')).resolves.toMatchObject({ customer: { id } });
    now += 2_000;
    await expect(find('+14155550132')).resolves.toBeUndefined();
    const again = addContact('Quist', { Phone: '415-555-0132' });
    now += 6_000;
    await expect(find('+14155550132')).resolves.toMatchObject({ customer: { id: again } });
  });

  it('rejects when the look-up fails, and does not remember that', async () => {
    const id = addContact('Quist', { Phone: '415-555-0132' });
    server.org.faults.set({ outage: 'unavailable' });
    await expect(find('+14155550132')).rejects.toMatchObject({ code: 'upstream_failed' });
    server.org.faults.clear();
    await expect(find('+14155550132')).resolves.toMatchObject({ customer: { id } });
  });
});

describe('findUser', () => {
  it('answers the identity as the org spells it, or nobody', async () => {
    await expect(directory.findUser(ANA.toUpperCase())).resolves.toEqual({ id: ana, worker: ANA, isActive: true });
    await expect(directory.findUser('nobody@northwind.example')).resolves.toBeUndefined();
    await expect(directory.findUser("' OR Id != '")).resolves.toBeUndefined();
  });

  it('prefers the active one of several users with one e-mail address', async () => {
    addUser('old@northwind.example', { Email: 'team@northwind.example', IsActive: false });
    const active = addUser('new@northwind.example', { Email: 'Team@northwind.example' });
    const byEmail = contactDirectory({
      ...app.connect(server.url),
      clock: { now: () => new Date(now) },
      workerField: 'Email',
      defaultCountry: 'US',
    });
    await expect(byEmail.findUser('team@northwind.example')).resolves.toEqual({
      id: active,
      worker: 'Team@northwind.example',
      isActive: true,
    });
  });
});
