import { afterEach, describe, expect, it } from '@jest/globals';
import { everybody, find, NUMBER, startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';

let org: CustomerOrg;
afterEach(() => org.server.close());

describe('how the org is org.state.asked', () => {
  it('is by keys and spellings at once while some records have no keys, and says so', async () => {
    org = await startCustomerOrg();
    const old = org.addContact('Old', { Phone: '415-555-0132' });
    const keyed = org.addKeyed('New', { Phone: NUMBER });
    const opened = org.open();
    expect(await everybody(opened, NUMBER)).toEqual([old, keyed]);
    await org.settled(opened, 'both');
    expect(opened.ways.problems()).toEqual([expect.stringContaining('run FrontlinePhoneKeyBatch')]);
    org.change('Contact', old, { Frontline_Phone_Key__c: '155550132' });
    org.state.now += 11 * 60_000;
    await org.settled(opened);
    expect(opened.ways.problems()).toEqual([]);
  });

  it('is by both while the admin has switched the keys off', async () => {
    org = await startCustomerOrg();
    const opened = await org.settled(org.open({ settled: { keepsPhoneKeys: false } }));
    const id = org.addContact('New', { Phone: '415-555-0132' });
    expect(await everybody(opened, NUMBER)).toEqual([id]);
  });

  it('is by spellings alone without the package, found out once', async () => {
    org = await startCustomerOrg({ hasPackage: false });
    const id = org.addContact('Quist', { Phone: '415-555-0132' });
    const opened = org.open();
    expect(await everybody(opened, NUMBER)).toEqual([id]);
    await org.settled(opened, 'spellings');
    expect(opened.ways.problems().join()).toContain('is the package installed');
    expect(await everybody(opened, '+14155550199')).toEqual([]);
    expect(org.state.asked).toEqual(['composite']);
  });

  it('is never by nothing: a query that Salesforce refuses rejects', async () => {
    org = await startCustomerOrg();
    const opened = await org.settled(org.open());
    for (const fault of [{ outage: 'unavailable' as const }, { outage: 'reset' as const }]) {
      org.server.org.faults.set(fault);
      await expect(find(opened)).rejects.toMatchObject({ code: 'upstream_failed' });
      org.server.org.faults.clear();
    }
    const id = org.addKeyed('Quist', { Phone: NUMBER });
    expect(await everybody(opened, NUMBER)).toEqual([id]);
  });
});
