import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_CUSTOMER_SETTINGS } from '../directory/customer-settings.ts';
import { newCustomers } from '../directory/new-customers.ts';
import { customerRecords } from './customer-records.ts';
import { duplicatesIn } from './duplicates-in.ts';
import { NUMBER, everybody, startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';

let org: CustomerOrg;
beforeEach(async () => {
  org = await startCustomerOrg();
});
afterEach(() => org.server.close());

const ADDRESS = { channel: 'sms', number: NUMBER } as const;
const owner = () => ({ id: org.ana, worker: org.worker, isActive: true });
const rows = (object: string) => org.server.org.database.rows(object).filter((row) => row['IsDeleted'] !== true);

/** Who meets strangers; each call is another gateway, with a memory of its own. */
function gateway(unknownCustomer: 'none' | 'lead' | 'contact') {
  const settings = { current: () => Promise.resolve({ ...DEFAULT_CUSTOMER_SETTINGS, unknownCustomer, newCompany: 'Texts' }) };
  const { directory } = org.open();
  const { client } = org.connect();
  return newCustomers({ directory, records: customerRecords({ client, deadlineMs: 20_000 }), settings });
}

describe('a customer whom no record has', () => {
  it('stays unknown unless the admin wants otherwise', async () => {
    await expect(gateway('none')(ADDRESS, owner())).resolves.toEqual({});
    expect([...rows('Lead'), ...rows('Contact')]).toEqual([]);
  });

  it.each(['lead', 'contact'] as const)('becomes a %s of the rep, who is found by the number from then on', async (kind) => {
    const { match } = await gateway(kind)(ADDRESS, owner());
    expect(match).toMatchObject({ kind, customer: { displayName: '+1 415 555 0132' }, owner: { id: org.ana } });
    expect(await everybody(await org.settled())).toEqual([match?.customer.id]);
    const [row] = rows(kind === 'lead' ? 'Lead' : 'Contact');
    expect(row).toMatchObject({ LastName: '+1 415 555 0132', MobilePhone: NUMBER, Frontline_Address__c: NUMBER, OwnerId: org.ana });
    if (kind === 'lead') expect(row?.['Company']).toBe('Texts');
  });

  it.each(['lead', 'contact'] as const)(
    'becomes one %s when two first messages arrive at two gateways at once, and after a crash',
    async (kind) => {
      const met = await Promise.all([gateway(kind)(ADDRESS, owner()), gateway(kind)(ADDRESS, owner()), gateway(kind)(ADDRESS, undefined)]);
      const again = await gateway(kind)(ADDRESS, owner());
      expect(new Set([...met, again].map(({ match }) => match?.customer.id)).size).toBe(1);
      expect(rows(kind === 'lead' ? 'Lead' : 'Contact')).toHaveLength(1);
    },
  );

  it('is the contact that our lead was converted to', async () => {
    const contact = org.addContact('Quist', {});
    const lead = {
      LastName: 'Old',
      Name: 'Old',
      Company: 'X',
      Frontline_Address__c: NUMBER,
      IsConverted: true,
      ConvertedContactId: contact,
    };
    org.server.org.database.store('Lead', lead);
    await expect(gateway('lead')(ADDRESS, owner())).resolves.toMatchObject({ match: { kind: 'contact', customer: { id: contact } } });
  });

  it('goes on unknown when a rule of the org refuses the record, and the admin is told', async () => {
    const message = 'Leads need a source';
    org.server.org.rules.addValidationRule('Lead', { name: 'Source', message, isBroken: () => true });
    await expect(gateway('lead')(ADDRESS, owner())).resolves.toEqual({ remark: expect.stringContaining(message) as unknown });
  });

  it('is the record that a duplicate rule of the org takes for the same', async () => {
    const id = org.addContact('+1 415 555 0132', {});
    org.server.org.rules.addDuplicateRule('Contact', { name: 'Same name', fields: ['LastName'] });
    await expect(gateway('contact')(ADDRESS, owner())).resolves.toMatchObject({ match: { kind: 'contact', customer: { id } } });
    expect(rows('Contact')).toHaveLength(1);
  });

  it('waits while Salesforce fails: nobody is called unknown for that', async () => {
    const meet = gateway('lead');
    await meet({ channel: 'sms', number: '+14155550199' }, owner());
    org.server.org.faults.set({ outage: 'unavailable' });
    await expect(meet(ADDRESS, owner())).rejects.toMatchObject({ code: 'upstream_failed' });
  });

  it('is nobody when the number is on too many records: no record is added to them', async () => {
    for (let count = 0; count < 201; count++) org.addKeyed(`C${String(count)}`, { Phone: NUMBER });
    await expect(gateway('lead')(ADDRESS, owner())).resolves.toEqual({ remark: expect.stringContaining('more than 200') as unknown });
    expect(rows('Lead')).toEqual([]);
  });
});

describe('duplicatesIn', () => {
  const result = { matchResults: [{ matchRecords: [{ record: { Id: '003A' } }, { record: { Id: '003B' } }] }, { matchRecords: [] }] };
  it.each([
    [{ data: { duplicateResut: result } }, ['003A', '003B']],
    [{ data: { duplicateResult: result } }, ['003A', '003B']],
    [{ data: [{ errorCode: 'X' }] }, []],
    [new Error('other'), []],
    [undefined, []],
  ])('reads %j', (thrown, ids) => {
    expect(duplicatesIn(thrown)).toEqual(ids);
  });
});
