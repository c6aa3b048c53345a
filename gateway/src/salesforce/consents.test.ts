import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsentPair } from '../consent/consent-words.ts';
import { salesforceConsents } from './consents.ts';
import { startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';
import { INTEGRATION_USER } from './testing/test-app.ts';

let org: CustomerOrg;
beforeEach(async () => {
  org = await startCustomerOrg();
});
afterEach(() => org.server.close());

const PAIR: ConsentPair = {
  customer: { channel: 'whatsapp', number: '+14155550132' },
  business: { channel: 'whatsapp', number: '+14155550100' },
};
const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 9, 0, second));
const rows = () => org.server.org.database.rows('Frontline_Consent__c');

function open({ now = () => at(0).getTime() } = {}) {
  const { client } = org.connect();
  return salesforceConsents({ client, clock: { now: () => new Date(now()) }, deadlineMs: 20_000 });
}

describe('consent in the org', () => {
  it('is one record for a customer and a number, written by key, related to whom it is about', async () => {
    const consents = open();
    const contact = org.addContact('Quist', {});
    expect(await consents.of(PAIR, 0)).toBeUndefined();
    const said = { status: 'opted-out', saidAt: at(5), source: 'The customer texted STOP.' } as const;
    await consents.write(PAIR, { ...said, relatedTo: { kind: 'contact', id: contact } });
    await consents.write(PAIR, said);
    expect(rows()).toEqual([
      expect.objectContaining({
        Key__c: 'whatsapp|whatsapp:+14155550132|+14155550100',
        Channel__c: 'whatsapp',
        Address__c: 'whatsapp:+14155550132',
        Business_Number__c: '+14155550100',
        Status__c: 'opted-out',
        Source__c: 'The customer texted STOP.',
        Contact__c: contact,
      }),
    ]);
    expect(await consents.of(PAIR, 1)).toEqual({ status: 'opted-out', changedAt: at(5), source: 'The customer texted STOP.' });
  });

  it('is never taken back by an older word, and stays related as an admin has it', async () => {
    const consents = open();
    const [contact, other] = [org.addContact('Quist', {}), org.addContact('Obi', {})];
    await consents.write(PAIR, { status: 'opted-out', saidAt: at(5), relatedTo: { kind: 'contact', id: contact } });
    await consents.write(PAIR, { status: 'opted-in', saidAt: at(4) });
    expect(await consents.of(PAIR, 1)).toMatchObject({ status: 'opted-out', changedAt: at(5) });
    await consents.write(PAIR, { status: 'opted-in', saidAt: at(6), relatedTo: { kind: 'contact', id: other } });
    expect(rows()).toEqual([expect.objectContaining({ Status__c: 'opted-in', Contact__c: contact })]);
  });

  it('is written over what somebody else has made, which the permission set of the gateway allows', async () => {
    const consents = open();
    const made = { Address__c: 'whatsapp:+14155550132', Business_Number__c: '+14155550100', Channel__c: 'whatsapp' };
    const Key__c = 'whatsapp|whatsapp:+14155550132|+14155550100';
    org.add('Frontline_Consent__c', { ...made, Key__c, Status__c: 'opted-in', Changed_At__c: at(1).toISOString() });
    const stop = { status: 'opted-out', saidAt: at(5) } as const;
    await expect(consents.write(PAIR, stop)).rejects.toMatchObject({
      code: 'upstream_refused',
      upstreamCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    });
    const { database } = org.server.org;
    const [user] = database.findBy('User', 'Username', [INTEGRATION_USER]);
    const [set] = database.findBy('PermissionSet', 'Name', ['Frontline_Integration']);
    database.store('PermissionSetAssignment', { AssigneeId: user?.Id ?? null, PermissionSetId: set?.Id ?? null });
    await consents.write(PAIR, stop);
    expect(rows()).toEqual([expect.objectContaining({ Status__c: 'opted-out', OwnerId: org.ana })]);
  });

  it('is no newer than its record, whatever moment somebody gave it', async () => {
    const consents = open();
    const { database } = org.server.org;
    await consents.write(PAIR, { status: 'opted-in', saidAt: at(1) });
    const [row] = rows();
    // From before the org refused it.
    database.store('Frontline_Consent__c', {
      ...row,
      Changed_At__c: '2100-01-01T00:00:00.000+0000',
      LastModifiedDate: at(2).toISOString(),
    });
    expect(await consents.of(PAIR, 1)).toMatchObject({ status: 'opted-in', changedAt: at(2) });
    await consents.write(PAIR, { status: 'opted-out', saidAt: at(3) });
    expect(rows()).toEqual([expect.objectContaining({ Status__c: 'opted-out' })]);
  });

  it('is written again only over what is older, once the org has had it: everything else is an admin’s', async () => {
    const consents = open();
    const again = { status: 'opted-out', saidAt: new Date(at(5).getTime() + 900), wasWritten: true } as const;
    await consents.write(PAIR, again);
    expect(rows()).toEqual([]);
    await consents.write(PAIR, { status: 'opted-in', saidAt: at(5) });
    await consents.write(PAIR, again);
    expect(rows()).toEqual([expect.objectContaining({ Status__c: 'opted-in' })]);
    await consents.write(PAIR, { ...again, saidAt: at(6) });
    expect(rows()).toEqual([expect.objectContaining({ Status__c: 'opted-out' })]);
  });

  it('is remembered for a minute at most, and not across the customer’s own news', async () => {
    let now = at(0).getTime();
    const consents = open({ now: () => now });
    await consents.write(PAIR, { status: 'opted-out', saidAt: at(1) });
    expect(await consents.of(PAIR, 1)).toMatchObject({ status: 'opted-out' });
    const [row] = rows();
    const updated = org.server.org.database.update('Frontline_Consent__c', { Id: String(row?.['Id']), Status__c: 'opted-in' });
    expect(updated.errors).toEqual([]);
    now += 59_000;
    expect(await consents.of(PAIR, 1)).toMatchObject({ status: 'opted-out' });
    expect(await consents.of(PAIR, 2)).toMatchObject({ status: 'opted-in' });
    now += 1_000;
    expect(await consents.of(PAIR, 1)).toMatchObject({ status: 'opted-in' });
  });
});
