import { afterEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import parsePhoneNumber from 'libphonenumber-js/max';
import { z } from 'zod';
import { asTriggersDo } from './testing/as-triggers-do.ts';
import { everybody, find, NUMBER, startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';

let org: CustomerOrg;
afterEach(() => org.server.close());

const tablePath = new URL('../../../force-app/main/phones/staticresources/FrontlinePhoneCases.json', import.meta.url);
const tableSchema = z.array(z.object({ spelling: z.string(), number: z.string().nullable(), why: z.string() }));
const table = tableSchema.parse(JSON.parse(readFileSync(tablePath, 'utf8')));
const cases = table.flatMap(({ number, ...row }) => (number === null ? [] : [{ ...row, number }]));
const strange = table.flatMap(({ number, spelling }) => (number === null ? [spelling] : []));

describe('a number in any spelling', () => {
  it('is found by the package’s keys, with one request', async () => {
    org = await startCustomerOrg();
    const added = cases.map(({ spelling, number }) => {
      // Numbers kept for fiction are of no country in the tables of the library.
      const country = parsePhoneNumber(number)?.country ?? (number.startsWith('+44') ? 'GB' : 'US');
      return { number, spelling, id: org.addKeyed('Customer', { OtherPhone: spelling, MailingCountry: country }) };
    });
    for (const [at, spelling] of strange.entries()) org.addKeyed('Strange', { Phone: `${spelling} `, MobilePhone: String(at) });
    const opened = await org.settled(org.open());
    for (const { number, spelling, id } of added) {
      org.state.asked = [];
      expect({ spelling, found: await everybody(opened, number) }).toEqual({ spelling, found: expect.arrayContaining([id]) as unknown });
      expect(org.state.asked.length).toBeLessThanOrEqual(1);
    }
    expect(await everybody(opened, '+67223456')).toEqual([]);
  }, 30_000);

  it.each([
    ['+14155550132', 'MobilePhone', '(415) 555-0132', 'US'],
    ['+14155550132', 'Phone', '415.555.0132', 'US'],
    ['+14155550132', 'HomePhone', '1-415-555-0132', 'US'],
    ['+447911123456', 'OtherPhone', '00447911123456', 'US'],
    ['+447911123456', 'MobilePhone', '+44 (0)7911 123456', 'US'],
    ['+5215512345678', 'MobilePhone', '+52 55 1234 5678', 'US'],
    ['+525512345678', 'MobilePhone', '+5215512345678', 'US'],
    ['+5491123456789', 'MobilePhone', '+54 11 2345 6789', 'US'],
    ['+541123456789', 'MobilePhone', '+54 9 11 2345 6789', 'US'],
    ['+5491123456789', 'Phone', '011 15-2345-6789', 'Argentina'],
    ['+390212345678', 'Phone', '02 1234 5678', 'Italia'],
  ])('finds %s in %s typed as %s (%s), with keys and without the package', async (number, field, typed, MailingCountry) => {
    org = await startCustomerOrg();
    const id = org.addKeyed('Quist', { [field]: typed, MailingCountry });
    const match = {
      customer: { id, displayName: 'Quist' },
      kind: 'contact',
      owner: { id: org.ana, worker: org.worker, isActive: true },
      others: [],
    };
    await expect(find(await org.settled(org.open()), number)).resolves.toEqual(match);
    await org.server.close();
    org = await startCustomerOrg({ hasPackage: false });
    const again = org.addContact('Quist', { [field]: typed, MailingCountry });
    await expect(find(org.open(), number)).resolves.toEqual({
      ...match,
      customer: { id: again, displayName: 'Quist' },
      owner: { ...match.owner, id: org.ana },
    });
  });

  it.each(['415-555-0132 x123', '(415) 555-0132 ext. 5', '+14155550132;ext=12', '415-555-0132 #9', 'Mobile: 415-555-0132'])(
    'is found behind its key in "%s"',
    async (typed) => {
      org = await startCustomerOrg();
      const id = org.addKeyed('Quist', { Phone: typed });
      expect(await everybody(await org.settled(org.open()), NUMBER)).toEqual([id]);
    },
  );

  it('reads a national spelling as the record’s country would, else as ours', async () => {
    org = await startCustomerOrg();
    org.addKeyed('American', { MobilePhone: '07911 123456' });
    const british = org.addKeyed('British', { MobilePhone: '07911 123456', MailingCountry: 'United Kingdom' });
    const lead = org.add('Lead', asTriggersDo({ LastName: 'Lead', Company: 'X', Phone: '07911 123456', Country: 'GB' }));
    expect(await everybody(await org.settled(org.open()), '+447911123456')).toEqual([british, lead]);
    expect(await everybody(await org.settled(org.open({ defaultCountry: 'GB' })), '+447911123456')).toHaveLength(3);
  });

  it('asks nothing about a number that nobody can have', async () => {
    org = await startCustomerOrg();
    const opened = await org.settled(org.open());
    for (const short of ['+72345', '+911', '+999123456789']) expect(await everybody(opened, short)).toEqual([]);
    expect(org.state.asked).toEqual([]);
  });
});
