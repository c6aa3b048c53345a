import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';

let org: CustomerOrg;
afterEach(() => org.server.close());

describe('findUser', () => {
  beforeEach(async () => {
    org = await startCustomerOrg();
  });

  it('answers the identity as the org spells it, or nobody', async () => {
    const { directory } = org.open();
    await expect(directory.findUser(org.worker.toUpperCase())).resolves.toEqual({ id: org.ana, worker: org.worker, isActive: true });
    await expect(directory.findUser('nobody@northwind.example')).resolves.toBeUndefined();
    await expect(directory.findUser("' OR Id != '")).resolves.toBeUndefined();
  });

  it('prefers the active one of several users with one e-mail address', async () => {
    org.addUser('old@northwind.example', { Email: 'team@northwind.example', IsActive: false });
    const active = org.addUser('new@northwind.example', { Email: 'Team@northwind.example' });
    const { directory } = org.open({ workerField: 'Email' });
    await expect(directory.findUser('team@northwind.example')).resolves.toEqual({
      id: active,
      worker: 'Team@northwind.example',
      isActive: true,
    });
  });
});
