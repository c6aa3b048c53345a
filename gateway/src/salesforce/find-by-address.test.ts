import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asTriggersDo } from './testing/as-triggers-do.ts';
import { everybody, find, NUMBER, startCustomerOrg, type CustomerOrg } from './testing/customer-org.ts';

let org: CustomerOrg;
afterEach(() => org.server.close());

describe('records of several kinds', () => {
  beforeEach(async () => {
    org = await startCustomerOrg();
  });

  it('are found by one request, contacts before leads before accounts, with their owners', async () => {
    const account = org.add('Account', asTriggersDo({ Name: 'Quist Ltd', Phone: NUMBER }));
    const lead = org.add('Lead', asTriggersDo({ LastName: 'Lead', Company: 'Quist', MobilePhone: '415 555 0132' }));
    const contact = org.addKeyed('Quist', { Phone: '(415) 555-0132', AccountId: account });
    const opened = await org.settled(org.open());
    await expect(find(opened)).resolves.toMatchObject({
      kind: 'contact',
      customer: { id: contact },
      others: [{ id: lead }, { id: account, displayName: 'Quist Ltd' }],
    });
    // The owners of Leads are org.state.asked for apart.
    expect(org.state.asked).toEqual(['composite', 'query']);
    const leadsFirst = await org.settled(org.open({ settled: { matchOrder: ['lead', 'account'] } }));
    await expect(find(leadsFirst)).resolves.toMatchObject({
      kind: 'lead',
      customer: { id: lead },
      owner: { id: org.ana, worker: org.worker, isActive: true },
      others: [{ id: account }],
    });
  });

  it('leave out converted leads, whose contacts are found, and count a person account once', async () => {
    org.server.org.database.store(
      'Lead',
      asTriggersDo({ LastName: 'Old', Name: 'Old', Company: 'X', Phone: NUMBER, IsConverted: true, OwnerId: org.ana }) as never,
    );
    const account = org.add('Account', asTriggersDo({ Name: 'Mara Quist', Phone: NUMBER }));
    const person = org.addKeyed('Quist', { FirstName: 'Mara', Phone: NUMBER, AccountId: account });
    expect(await everybody(await org.settled(org.open()), NUMBER)).toEqual([person]);
  });

  it('name a queue that owns a lead as nobody to give work to', async () => {
    const queue = org.server.org.database.store('Group', { Name: 'Inbound', Type: 'Queue' });
    org.add('Lead', { ...asTriggersDo({ LastName: 'Lead', Company: 'X', Phone: NUMBER }), OwnerId: queue });
    await expect(find(await org.settled(org.open()))).resolves.toMatchObject({ owner: { id: queue, isActive: false } });
  });
});

describe('several who share a number', () => {
  beforeEach(async () => {
    org = await startCustomerOrg();
  });
  const three = () => [
    org.addKeyed('First', { Phone: '415-555-0132' }),
    org.addKeyed('Second', { MobilePhone: '+14155550132' }),
    org.addKeyed('Third', { OtherPhone: '415.555.0132' }),
  ];

  it('are taken in a fixed order, and all named', async () => {
    const [first = '', second = '', third = ''] = three();
    expect(await everybody(await org.settled(org.open()), NUMBER)).toEqual([first, second, third]);
    expect(await everybody(await org.settled(org.open({ openWith: [third] })), NUMBER)).toEqual([third, first, second]);
    org.change('Contact', second, { LastActivityDate: '2026-05-01' });
    expect(await everybody(await org.settled(org.open()), NUMBER)).toEqual([second, first, third]);
  });

  it('are nobody when there are more than two hundred, and that is said', async () => {
    for (let count = 0; count < 200; count++) org.addKeyed(`C${String(count)}`, { Phone: '415-555-0132' });
    expect(await everybody(await org.settled(org.open()), NUMBER)).toHaveLength(200);
    org.addKeyed('One more', { Phone: NUMBER });
    const alone = org.addKeyed('Alone', { Phone: '415 555 0199' });
    const opened = await org.settled(org.open());
    const [crowd, one] = await Promise.all([everybody(opened, NUMBER), everybody(opened, '+14155550199')]);
    expect([crowd, one]).toEqual([[], [alone]]);
    await expect(opened.directory.whyNobody({ channel: 'sms', number: NUMBER })).resolves.toMatch(/more than 200 records/);
    await expect(opened.directory.whyNobody({ channel: 'sms', number: '+12025550199' })).resolves.toBeUndefined();
  }, 20_000);
});

describe('look-ups of different numbers within a moment', () => {
  const numbers = Array.from({ length: 60 }, (_, at) => `+1415555${String(100 + at).padStart(4, '0')}`);

  it('share requests: two for sixty numbers, each answered with its own', async () => {
    org = await startCustomerOrg();
    const ids = numbers.map((number) => org.addKeyed('C', { Phone: number }));
    const opened = await org.settled(org.open());
    const found = await Promise.all(numbers.map((number) => everybody(opened, number)));
    expect(found).toEqual(ids.map((id) => [id]));
    expect(org.state.asked).toEqual(['composite', 'composite']);
  });

  it('do not spoil each other: a number on thousands of records is split off', async () => {
    org = await startCustomerOrg();
    const ids = numbers.slice(0, 10).map((number) => org.addKeyed('C', { Phone: number }));
    for (let count = 0; count < 2_100; count++) org.addKeyed('Crowd', { Phone: NUMBER });
    const opened = await org.settled(org.open());
    const [crowd, ...found] = await Promise.all([NUMBER, ...numbers.slice(0, 10)].map((number) => everybody(opened, number)));
    expect(crowd).toEqual([]);
    expect(found).toEqual(ids.map((id) => [id]));
  }, 30_000);
});

describe('what is remembered', () => {
  beforeEach(async () => {
    org = await startCustomerOrg();
  });

  it('is an answer for a minute, and nobody for seconds; fresh looks again', async () => {
    const opened = await org.settled(org.open());
    await expect(find(opened)).resolves.toBeUndefined();
    const id = org.addKeyed('Quist', { Phone: '415-555-0132' });
    await expect(find(opened)).resolves.toBeUndefined();
    await expect(find(opened, NUMBER, { fresh: true })).resolves.toMatchObject({ customer: { id } });
    org.server.org.database.delete('Contact', id);
    org.state.now += 59_000;
    await expect(find(opened)).resolves.toMatchObject({ customer: { id } });
    org.state.now += 2_000;
    await expect(find(opened)).resolves.toBeUndefined();
    const again = org.addKeyed('Quist', { Phone: '415-555-0132' });
    org.state.now += 6_000;
    await expect(find(opened)).resolves.toMatchObject({ customer: { id: again } });
  });

  it('does for a name while Salesforce fails, for a quarter of an hour, and never for whose a customer is', async () => {
    const id = org.addKeyed('Quist', { Phone: '415-555-0132' });
    const opened = await org.settled(org.open());
    await find(opened);
    org.server.org.faults.set({ outage: 'unavailable' });
    org.state.now += 14 * 60_000;
    await expect(find(opened, NUMBER, { staleWillDo: true })).resolves.toMatchObject({ customer: { id } });
    expect(opened.stale).toEqual([{ what: 'name', ageMs: 14 * 60_000 }]);
    await expect(find(opened)).rejects.toMatchObject({ code: 'upstream_failed' });
    await expect(find(opened, NUMBER, { fresh: true })).rejects.toMatchObject({ code: 'upstream_failed' });
    org.state.now += 2 * 60_000;
    await expect(find(opened, NUMBER, { staleWillDo: true })).rejects.toMatchObject({ code: 'upstream_failed' });
    org.server.org.faults.clear();
    await expect(find(opened)).resolves.toMatchObject({ customer: { id } });
  });
});
