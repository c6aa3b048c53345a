import { startSalesforce, type SalesforceServer } from '@frontline/emulators/salesforce';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '../log.ts';
import { businessCalendar } from './business-calendar.ts';
import { extraFields } from './extra-fields.ts';
import { metadataRules } from './metadata-rules.ts';
import { metadataTemplates } from './metadata-templates.ts';
import { recordOwners } from './record-owners.ts';
import { routingPeople } from './routing-people.ts';
import { INTEGRATION_USER, testApp } from './testing/test-app.ts';
import { usersById } from './users-by-id.ts';

const app = testApp();
let server: SalesforceServer;
let deps: ReturnType<typeof connected>;

function connected() {
  const { client } = app.connect(server.url);
  return {
    client,
    clock: { now: () => new Date() },
    log: createLog({ level: 'silent' }),
    workerField: 'Username' as const,
    ttlMs: 0,
    cacheTtlMs: 0,
  };
}

beforeEach(async () => {
  server = await startSalesforce({ clients: [app.registration] });
  addUser(INTEGRATION_USER);
  deps = connected();
});
afterEach(() => server.close());

const store = (object: string, fields: Readonly<Record<string, string | number | boolean | null>>) =>
  server.org.database.store(object, fields);
const addUser = (Username: string, more: Readonly<Record<string, string | boolean>> = {}) =>
  store('User', { Username, LastName: 'Rep', Name: 'Rep', Email: Username, UserType: 'Standard', IsActive: true, ...more });
const addMember = (GroupId: string, UserOrGroupId: string) => store('GroupMember', { GroupId, UserOrGroupId });

describe('routing rules', () => {
  const rule = (name: string, fields: Readonly<Record<string, string | number | boolean>>) =>
    store('Frontline_Routing_Rule__mdt', { DeveloperName: name, MasterLabel: name, Active__c: true, ...fields });

  it('are read in their order, with whatever they say', async () => {
    rule('Irish', {
      Order__c: 1,
      Target__c: 'Group_Turn',
      Target_Name__c: 'Dublin',
      Country_Prefix__c: '+353 ; +44',
      Business_Hours__c: 'Dublin',
      Outside_Hours__c: true,
      Holidays__c: "St. Patrick's Day",
      Only_If_Available__c: true,
      Customer__c: 'Known',
      Channel__c: 'whatsapp',
      Business_Number__c: '+14155550100',
      Record_Owner__c: 'B-17',
      Fallback__c: 'desk@northwind.example',
      Reply__c: 'Closed',
    });
    const [irish, ...others] = await metadataRules(deps).all();
    expect(irish).toEqual({
      name: 'Irish',
      label: 'Irish',
      target: 'turn',
      targetName: 'Dublin',
      countryPrefixes: ['+353', '+44'],
      hours: { name: 'Dublin', isOutside: true, holidays: ["St. Patrick's Day"] },
      onlyIfAvailable: true,
      customer: 'known',
      channel: 'whatsapp',
      businessNumber: '+14155550100',
      owner: 'B-17',
      fallback: 'desk@northwind.example',
      reply: 'Closed',
    });
    expect(others.map(({ name, target }) => [name, target])).toEqual([
      ['Contact_Owner', 'contact_owner'],
      ['Desk', 'user'],
    ]);
  });

  it('do not hold where this version does not understand them', async () => {
    rule('Later', { Order__c: 1, Target__c: 'Skill' });
    rule('Typo', { Order__c: 2, Target__c: 'Contact_Owner', Business_Number__c: '555' });
    expect((await metadataRules(deps).all()).map(({ name }) => name)).toEqual(['Contact_Owner', 'Desk']);
  });

  it('reject when they cannot be read, rather than being none', async () => {
    server.org.faults.set({ outage: 'unavailable' });
    await expect(metadataRules(deps).all()).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});

describe('the calendar', () => {
  it('has the hours and the holidays of the org', async () => {
    const monday = {
      MondayStartTime: '09:00:00.000Z',
      MondayEndTime: '17:30:00.000Z',
      TuesdayStartTime: '00:00:00.000Z',
      TuesdayEndTime: '00:00:00.000Z',
    };
    store('BusinessHours', { Name: 'Office', IsActive: true, TimeZoneSidKey: 'Europe/Dublin', ...monday });
    store('Holiday', { Name: 'Once', ActivityDate: '2026-12-24', IsAllDay: false, StartTimeInMinutes: 720, EndTimeInMinutes: 1080 });
    store('Holiday', {
      Name: 'Yearly',
      IsAllDay: true,
      IsRecurrence: true,
      RecurrenceType: 'RecursYearly',
      RecurrenceStartDate: '2020-01-01',
      RecurrenceMonthOfYear: 'July',
      RecurrenceDayOfMonth: 4,
    });
    const { hours, holidays } = await businessCalendar(deps).current();
    const days = [undefined, { from: 540, to: 1_050 }, { from: 0, to: 1_440 }, undefined, undefined, undefined, undefined];
    expect(hours).toEqual([{ name: 'Office', isActive: true, timeZone: 'Europe/Dublin', days }]);
    expect(holidays).toEqual([
      { name: 'Once', day: '2026-12-24', period: { from: 720, to: 1_080 } },
      { name: 'Yearly', recurrence: { type: 'RecursYearly', start: '2020-01-01', monthOfYear: 7, dayOfMonth: 4 } },
    ]);
    server.org.faults.set({ outage: 'unavailable' });
    await expect(businessCalendar(deps).current()).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});

describe('people', () => {
  it('are found by Username, FederationIdentifier and id', async () => {
    const ana = addUser('Ana@northwind.example', { FederationIdentifier: 'A-1' });
    const user = { id: ana, worker: 'Ana@northwind.example', isActive: true };
    const people = routingPeople(deps);
    await expect(people.userNamed('ANA@northwind.example')).resolves.toEqual(user);
    await expect(people.userNamed("nobody' OR Id != '")).resolves.toBeUndefined();
    await expect(usersById(deps).userWithId(ana)).resolves.toEqual(user);
    await expect(usersById(deps).userWithId("005' OR Id != '")).resolves.toBeUndefined();
  });

  it('are members of groups, of groups in groups and of queues; roles are told apart', async () => {
    const [ana, ben] = [addUser('ana@northwind.example'), addUser('ben@northwind.example', { IsActive: false })];
    const outer = store('Group', { Name: 'Sales', DeveloperName: 'Sales', Type: 'Regular' });
    const inner = store('Group', { Name: 'Inner', DeveloperName: 'Inner', Type: 'Regular' });
    const role = store('Group', { Name: 'Role', DeveloperName: 'Everybody', Type: 'Organization' });
    for (const [group, member] of [
      [outer, ana],
      [outer, inner],
      [inner, ben],
      [inner, outer],
      [inner, ana],
    ] as const)
      addMember(group, member);
    const people = routingPeople(deps);
    const users = [ana, ben].sort().map((id) => expect.objectContaining({ id, isActive: id === ana }));
    await expect(people.members('Sales')).resolves.toEqual({ users, isPartial: false });
    addMember(inner, role);
    await expect(people.members('Sales')).resolves.toEqual({ users, isPartial: true });
    await expect(people.members('Nothing')).resolves.toBeUndefined();
    const queue = store('Group', { Name: 'Queue', DeveloperName: 'Leads', Type: 'Queue' });
    addMember(queue, ana);
    await expect(people.members('Leads')).resolves.toMatchObject({ users: [{ id: ana }] });
  });
});

describe('owners of records', () => {
  it('are asked in one request for 500 of them, and one more for the owners of Leads', async () => {
    const [ana, ben] = [addUser('ana@northwind.example'), addUser('ben@northwind.example')];
    const queue = store('Group', { Name: 'Queue', DeveloperName: 'Leads', Type: 'Queue' });
    const account = store('Account', { Name: 'Quist Shipping', OwnerId: ben });
    const contacts = Array.from({ length: 490 }, (_, at) => store('Contact', { LastName: `C${at}`, OwnerId: ana, AccountId: account }));
    const leads = [ana, queue].map((OwnerId) => store('Lead', { LastName: 'L', Company: 'C', OwnerId }));
    const counted: string[] = [];
    const { client } = app.connect(server.url, { onRequest: (kind) => counted.push(kind) });
    const owners = await recordOwners({ client, workerField: 'Username' }).of([
      ...contacts,
      ...leads,
      account,
      'nonsense',
      '003000000000000AAA',
    ]);
    expect(counted).toEqual(['composite', 'query']);
    expect(owners.size).toBe(493);
    const [user, other] = [
      { id: ana, worker: 'ana@northwind.example', isActive: true },
      { id: ben, worker: 'ben@northwind.example', isActive: true },
    ];
    expect(owners.get(contacts[489] ?? '')).toEqual({ owner: user, accountOwner: other });
    expect(owners.get(leads[0] ?? '')).toEqual({ owner: user });
    expect(owners.get(leads[1] ?? '')).toEqual({ owner: { id: queue, isActive: false } });
    expect(owners.get(account)).toEqual({ owner: other });
  });
});

describe('templates', () => {
  it('come with language and variables; those that cannot be read are texts only', async () => {
    const template = (name: string, fields: Readonly<Record<string, string>>) =>
      store('Frontline_Template__mdt', {
        DeveloperName: name,
        MasterLabel: name,
        Active__c: true,
        Category__c: 'C',
        Sort_Order__c: 1,
        Text__c: 'Hi',
        ...fields,
      });
    const sid = `HX${'1'.repeat(32)}`;
    template('A', { Language__c: 'pt_BR', WhatsApp_Content_Sid__c: sid, WhatsApp_Variables__c: '{"1":"{{Contact.FirstName}}"}' });
    template('B', { WhatsApp_Content_Sid__c: sid, WhatsApp_Variables__c: '{"1":' });
    const [one, two] = await metadataTemplates(deps).all();
    expect(one).toEqual({
      name: 'A',
      category: 'C',
      text: 'Hi',
      language: 'pt_BR',
      contentSid: sid,
      variables: { 1: '{{Contact.FirstName}}' },
    });
    expect(two).toEqual({ name: 'B', category: 'C', text: 'Hi' });
  });

  it('may name any field of the customer, the account and the owner; what the org refuses has no value, and spoils no other', async () => {
    const ana = addUser('ana@northwind.example', { Department: 'Sales' });
    const account = store('Account', { Name: 'Quist Shipping', Industry: 'Shipping', OwnerId: ana });
    const contact = store('Contact', {
      LastName: 'Quist',
      Department: 'Board',
      LeadSource: 'Portuguese',
      OwnerId: ana,
      AccountId: account,
    });
    const names = [
      'Contact.department',
      'Account.Industry',
      'User.Department',
      'Contact.Nothing__c',
      'Contact.Fax',
      'Case.Subject',
      "Contact.Id FROM User WHERE Name != '",
    ];
    const fields = extraFields(deps);
    const { values, language } = await fields.of(contact, names);
    expect([...values]).toEqual([
      ['Contact.department', 'Board'],
      ['Account.Industry', 'Shipping'],
      ['User.Department', 'Sales'],
    ]);
    expect(language).toBeUndefined();
    const [setting] = server.org.database.findBy('Frontline_Setting__mdt', 'DeveloperName', ['Default']);
    store('Frontline_Setting__mdt', { Id: String(setting?.['Id']), Customer_Language_Field__c: 'LeadSource' });
    await expect(extraFields(deps).of(contact, [])).resolves.toMatchObject({ language: 'Portuguese' });
    server.org.faults.set({ outage: 'unavailable' });
    await expect(fields.of(contact, names)).rejects.toMatchObject({ code: 'upstream_failed' });
  });
});
