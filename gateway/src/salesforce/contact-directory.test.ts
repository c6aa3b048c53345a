import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CustomerPage, Directory, PagePosition } from '../directory/directory.ts';
import { anyCharacter } from '../testing/any-character.ts';
import { directoryUnderTest } from './testing/directory-under-test.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';

const app = testApp();
const ANA = 'ana@northwind.example';
const BEN = 'ben@northwind.example';

let server: SalesforceServer;
let directory: Directory;
let stale: readonly unknown[];
let owners: Readonly<Record<string, string>>;

beforeEach(async () => {
  server = await startSalesforce({ clients: [app.registration] });
  owners = Object.fromEntries([INTEGRATION_USER, ANA, BEN].map((username) => [username, addUser(username)]));
  ({ directory, stale } = directoryUnderTest(app.connect(server.url), { cacheTtlMs: 0 }));
});
afterEach(() => server.close());

function addUser(Username: string): string {
  const [FirstName = ''] = Username.split('@');
  const locale = { LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', TimeZoneSidKey: 'America/Los_Angeles', EmailEncodingKey: 'UTF-8' };
  const person = { Username, FirstName, LastName: 'Rep', Name: `${FirstName} Rep`, Email: Username, IsActive: true, UserType: 'Standard' };
  return server.org.database.store('User', { ...locale, ...person });
}

function addContact(owner: string, fields: Readonly<Record<string, unknown>>): string {
  const { id, errors } = server.org.database.insert('Contact', { ...fields, OwnerId: owners[owner] });
  expect(errors).toEqual([]);
  return id ?? '';
}

async function everyPage(read: (after: PagePosition | undefined) => Promise<CustomerPage>): Promise<CustomerPage[]> {
  const pages: CustomerPage[] = [];
  for (let after: PagePosition | undefined, isLast = false; !isLast; isLast = after === undefined) {
    const page = await read(after);
    pages.push(page);
    after = page.next;
  }
  return pages;
}

const names = (pages: readonly CustomerPage[]) => pages.flatMap(({ customers }) => customers.map(({ displayName }) => displayName));
const ids = (pages: readonly CustomerPage[]) => pages.flatMap(({ customers }) => customers.map(({ id }) => id));

describe('list', () => {
  it('pages through 5,000 contacts of which many share a name, without a gap or a repeat', async () => {
    const some = ['Quist', 'quist', 'QUIST', "O'Brien", 'Ångström', 'Zhou', 'Back\\slash'];
    const added = Array.from({ length: 5_000 }, (_, index) => addContact(ANA, { LastName: some[index % some.length] }));
    addContact(BEN, { LastName: 'Quist' });
    for (const size of [30, 499, 1_999]) {
      const pages = await everyPage((after) => directory.list(ANA, { size, ...(after ? { after } : {}) }));
      expect(
        pages
          .map(({ customers }) => customers.length)
          .slice(0, -1)
          .every((length) => length === size),
      ).toBe(true);
      const found = ids(pages);
      expect(found.length).toBe(added.length);
      expect(new Set(found)).toEqual(new Set(added));
    }
  }, 60_000);

  it('lists any names at all, page by page, as one page would', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text && text !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (lastNames, size) => {
        const worker = `w${Math.random()}@northwind.example`;
        owners = { ...owners, [worker]: addUser(worker) };
        lastNames.forEach((LastName) => addContact(worker, { LastName }));
        const whole = await directory.list(worker, { size: 100 });
        const pages = await everyPage((after) => directory.list(worker, { size, ...(after ? { after } : {}) }));
        expect(ids(pages)).toEqual(ids([whole]));
        expect(whole.customers).toHaveLength(lastNames.length);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('shows a worker only what the worker owns, whatever the case of the identity', async () => {
    addContact(ANA, { LastName: 'Quist' });
    addContact(BEN, { LastName: 'Obi' });
    expect(names([await directory.list('ANA@Northwind.Example', { size: 30 })])).toEqual(['Quist']);
    expect(names([await directory.list("x' OR Name != '", { size: 30 })])).toEqual([]);
  });

  it('rejects when Salesforce fails: that is no empty list', async () => {
    server.org.faults.set({ outage: 'unavailable' });
    await expect(directory.list(ANA, { size: 30 })).rejects.toMatchObject({ code: 'upstream_failed' });
    expect(stale).toEqual([]);
    server.org.faults.set({ outage: 'none', latencyMs: 500 });
    const { directory: hasty } = directoryUnderTest(app.connect(server.url), { deadlineMs: 100 });
    await expect(hasty.list(ANA, { size: 30 })).rejects.toMatchObject({ code: 'upstream_timeout' });
  });

  it('goes on with a new session when the old one has expired', async () => {
    addContact(ANA, { LastName: 'Quist' });
    await directory.list(ANA, { size: 30 });
    server.org.sessions.expireAll();
    expect(names([await directory.list(ANA, { size: 30 })])).toEqual(['Quist']);
  });
});

describe('search', () => {
  const search = async (text: string) => names([await directory.search(ANA, { text, page: { size: 30 } })]);

  it('finds words by their beginnings, all of them required, only among the worker’s', async () => {
    addContact(ANA, { FirstName: 'Mara', LastName: 'Quist' });
    addContact(ANA, { FirstName: 'Marek', LastName: 'Ito' });
    addContact(ANA, { FirstName: 'Nils', LastName: "O'Brien-Smith" });
    addContact(BEN, { FirstName: 'Mara', LastName: 'Bell' });
    expect(await search('mar')).toEqual(['Mara Quist', 'Marek Ito']);
    expect(await search('QUI mar')).toEqual(['Mara Quist']);
    expect(await search('Mara Q')).toEqual(['Mara Quist']);
    expect(await search('mar x')).toEqual([]);
    expect(await search("o'brien")).toEqual(["Nils O'Brien-Smith"]);
  });

  it('answers what Salesforce would refuse with an empty page, without asking', async () => {
    server.org.faults.set({ outage: 'unavailable' });
    for (const text of ['', 'm', '*', '?&|!{}[]()^~*:\\"\'+-']) expect(await search(text)).toEqual([]);
  });

  it('takes any text without an error, and pages by position', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 40 }), async (text) => {
        expect(Array.isArray(await search(text))).toBe(true);
      }),
      { numRuns: 100 },
    );
    const added = Array.from({ length: 25 }, () => addContact(ANA, { LastName: 'Quist' }));
    const pages = await everyPage((after) => directory.search(ANA, { text: 'quist', page: { size: 10, ...(after ? { after } : {}) } }));
    expect(pages.map(({ customers }) => customers.length)).toEqual([10, 10, 5]);
    expect(new Set(ids(pages))).toEqual(new Set(added));
  });
});

describe('positionOf and details', () => {
  it('know a contact of this worker only', async () => {
    const id = addContact(ANA, { FirstName: 'Mara', LastName: 'Quist' });
    await expect(directory.positionOf(ANA, id)).resolves.toEqual({ name: 'Mara Quist', id });
    await expect(directory.positionOf(ANA, id.slice(0, 15))).resolves.toEqual({ name: 'Mara Quist', id });
    for (const [worker, customer] of [
      [BEN, id],
      [ANA, '003000000000000AAA'],
      [ANA, 'nonsense'],
      [ANA, "' OR Id != '"],
    ] as const) {
      await expect(directory.positionOf(worker, customer)).resolves.toBeUndefined();
      await expect(directory.details(worker, customer)).resolves.toBeUndefined();
    }
  });

  it('tell a contact with its numbers, its link and what templates may say', async () => {
    const { id: AccountId } = server.org.database.insert('Account', { Name: 'Quist Shipping' });
    const phones = { Phone: '020 7946 0958', MobilePhone: '07911 123456', HomePhone: '+447911123456', OtherPhone: '(415) 555-0132' };
    const id = addContact(ANA, {
      Salutation: 'Ms.',
      FirstName: 'Mara',
      LastName: 'Quist',
      Email: 'mara@quist.example',
      Title: ' ',
      AccountId,
      MailingCountry: 'UK',
      ...phones,
    });
    const customer = await directory.details(ANA, id);
    expect(customer).toMatchObject({
      id,
      displayName: expect.stringContaining('Mara Quist') as unknown,
      phones: ['+447911123456', '+14155550132'],
      email: 'mara@quist.example',
      accountName: 'Quist Shipping',
      recordUrl: `https://${new URL(server.url).host}/lightning/r/Contact/${id}/view`,
    });
    expect(Object.fromEntries(customer?.mergeFields ?? [])).toMatchObject({
      'Contact.FirstName': 'Mara',
      'Contact.Salutation': 'Ms.',
      'Contact.Account.Name': 'Quist Shipping',
      'User.FirstName': 'ana',
      'User.Email': ANA,
    });
    expect([...(customer?.mergeFields.keys() ?? [])]).not.toContain('User.CompanyName');
  });
});
