import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_CUSTOMER_SETTINGS } from '../directory/customer-settings.ts';
import { createCustomer } from '../frontline/create-customer.ts';
import { deleteCustomer } from '../frontline/delete-customer.ts';
import { createLog } from '../log.ts';
import { customerRecords } from './customer-records.ts';
import { NUMBER, startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';

let org: CustomerOrg;
beforeEach(async () => {
  org = await startCustomerOrg();
});
afterEach(() => org.server.close());

const rep = ({ isOn = true } = {}) => {
  const { directory } = org.open();
  const settings = { current: () => Promise.resolve({ ...DEFAULT_CUSTOMER_SETTINGS, repsCreate: isOn, repsDelete: isOn }) };
  const log = createLog({ level: 'silent' });
  const deps = { directory, records: customerRecords({ client: org.connect().client, deadlineMs: 20_000 }), settings, log };
  const create = createCustomer({ ...deps, defaultCountry: 'US' });
  return {
    create: (channels: unknown, DisplayName = 'Mara Quist') =>
      create({ Worker: org.worker, DisplayName, Channels: typeof channels === 'string' ? channels : JSON.stringify(channels) }),
    remove: (CustomerId: string, Worker = org.worker) => deleteCustomer(deps)({ Worker, CustomerId }),
  };
};
const sms = (value: string) => [{ type: 'sms', value }];
const isRefused = { code: 'bad_request', friendlyMessage: expect.any(String) as unknown };

describe('CreateCustomer', () => {
  it('makes a contact of the rep’s own, and answers its card', async () => {
    const answer = await rep().create([...sms('(415) 555-0132'), { type: 'email', value: 'mara@example.test' }]);
    expect(answer).toMatchObject({
      objects: { customer: { display_name: 'Mara Quist', channels: [{ type: 'sms', value: NUMBER }, { type: 'whatsapp' }] } },
    });
    expect(org.server.org.database.rows('Contact')).toMatchObject([{ OwnerId: org.ana, MobilePhone: NUMBER, Email: 'mara@example.test' }]);
  });

  it('refuses a number that is taken, in words for the rep', async () => {
    org.addKeyed('Quist', { Phone: '415-555-0132' });
    await expect(rep().create(sms('whatsapp:+14155550132'))).rejects.toMatchObject(isRefused);
    await rep().create(sms('+14155550199'));
    await expect(rep().create(sms('+14155550199'))).rejects.toMatchObject(isRefused);
    expect(org.server.org.database.rows('Contact')).toHaveLength(2);
  });

  it.each([['nonsense'], ['[{"type":1}]'], ['{}']])('takes %s for malformed', async (channels) => {
    await expect(rep().create(channels)).rejects.toMatchObject({ code: 'bad_request', friendlyMessage: undefined });
  });

  it('refuses without a number, and where the admin has not switched it on', async () => {
    await expect(rep().create(sms('call me'))).rejects.toMatchObject(isRefused);
    await expect(rep().create([])).rejects.toMatchObject(isRefused);
    await expect(rep({ isOn: false }).create(sms(NUMBER))).rejects.toMatchObject(isRefused);
    expect(org.server.org.database.rows('Contact')).toEqual([]);
  });
});

describe('DeleteCustomer', () => {
  it('deletes a contact of the rep’s own, and nobody else’s', async () => {
    const ben = org.addUser('ben@northwind.example');
    const [mine, theirs] = [org.addContact('Mine', {}), org.addContact('Theirs', { OwnerId: ben })];
    await expect(rep().remove(mine)).resolves.toEqual({});
    for (const id of [theirs, mine, 'nonsense']) await expect(rep().remove(id)).rejects.toMatchObject({ code: 'not_found' });
    const live = org.server.org.database.rows('Contact').filter((row) => row['IsDeleted'] !== true);
    expect(live.map((row) => row['Id'])).toEqual([theirs]);
  });

  it('deletes no lead, and nothing where the admin has not switched it on', async () => {
    const lead = org.add('Lead', { LastName: 'Lead', Company: 'X' });
    await expect(rep().remove(lead)).rejects.toMatchObject(isRefused);
    await expect(rep({ isOn: false }).remove(org.addContact('Mine', {}))).rejects.toMatchObject(isRefused);
  });
});
