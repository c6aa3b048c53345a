import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, describe, expect, it } from '@jest/globals';
import { sameCustomer } from './same-customer.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';

const app = testApp();
let server: SalesforceServer;
afterEach(() => server.close());

describe('the Ids of a customer', () => {
  const start = async (personAccounts: boolean) => {
    server = await startSalesforce({ clients: [app.registration], personAccounts });
    const { database } = server.org;
    const owner = database.store('User', {
      Username: INTEGRATION_USER,
      LastName: 'Rep',
      Name: 'Rep',
      Email: INTEGRATION_USER,
      LocaleSidKey: 'en_US',
      UserType: 'Standard',
      IsActive: true,
    });
    const add = (object: string, fields: object) => database.insert(object, { OwnerId: owner, ...fields }).id ?? '';
    return { add, database, idsOf: sameCustomer(app.connect(server.url)) };
  };

  it('are its own, in an org without Person Accounts too', async () => {
    const { add, idsOf } = await start(false);
    const account = add('Account', { Name: 'Quist Ltd' });
    const contact = add('Contact', { LastName: 'Quist', AccountId: account });
    expect(await idsOf(account)).toEqual([account]);
    expect(await idsOf(contact)).toEqual([contact]);
  });

  it('are those of a Person Account and of its Contact', async () => {
    const { add, database, idsOf } = await start(true);
    const person = add('Account', { LastName: 'Quist', FirstName: 'Mara' });
    const contact = database.rows('Contact').find(({ AccountId }) => AccountId === person);
    expect(await idsOf(person)).toEqual([person, contact?.Id]);
    expect(await idsOf(add('Account', { Name: 'Quist Ltd' }))).toHaveLength(1);
  });

  it.each([true, false])('are none of an Account that is not there, or was deleted (Person Accounts: %s)', async (personAccounts) => {
    const { add, database, idsOf } = await start(personAccounts);
    const deleted = add('Account', { Name: 'Quist Ltd' });
    expect(await idsOf(deleted)).toEqual([deleted]);
    expect(database.delete('Account', deleted).success).toBe(true);
    for (const id of [deleted, '001000000000009AAA']) {
      await expect(idsOf(id)).rejects.toMatchObject({
        code: 'bad_request',
        message: expect.stringContaining('no such Account') as unknown,
      });
    }
  });

  it('cannot be known while Salesforce fails', async () => {
    const { idsOf } = await start(false);
    server.org.faults.set({ outage: 'unavailable' });
    await expect(idsOf('001000000000001AAA')).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});
