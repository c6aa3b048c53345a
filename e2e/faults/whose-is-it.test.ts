import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look, type Look } from '../journey/look.ts';
import { askAsUser } from '../stack/ask-as-user.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';

const { mara } = DEMO_CUSTOMERS;
const CLOSED = 'We are closed. We will answer tomorrow.';

let stack: LocalStack;
let seen: Look;
beforeEach(async () => {
  stack = await startLocalStack({ env: { RETRY_BASE_MS: '300', METADATA_TTL_MS: '500' } });
  seen = look(stack);
});
afterEach(() => stack.close());

const ask = (path: string, body: object, { user = DEMO_WORKERS.ana, ...headers }: Readonly<Record<string, string>> = {}) => {
  const { gatewayUrl, salesforce } = stack;
  const userId = String(seen.user(user).Id);
  return askAsUser({ gatewayUrl, path, body, organizationId: salesforce.org.id, userId, headers });
};

/** Open all day in UTC, but for the holiday of today. */
function closeToday() {
  const { database } = stack.salesforce.org;
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const times = Object.fromEntries(days.flatMap((day) => [`${day}StartTime`, `${day}EndTime`].map((name) => [name, '00:00:00.000Z'])));
  database.store('BusinessHours', { Name: 'Default', IsActive: true, IsDefault: true, TimeZoneSidKey: 'Etc/UTC', ...times });
  const today = new Date().toISOString().slice(0, 10);
  database.store('Holiday', { Name: 'Founding Day', ActivityDate: today, IsAllDay: true });
  const [rule] = database.findBy('Frontline_Routing_Rule__mdt', 'DeveloperName', ['Out_Of_Office']);
  database.store('Frontline_Routing_Rule__mdt', { Id: String(rule?.['Id']), Active__c: true, Reply__c: CLOSED });
}

describe('whose is it', () => {
  it('is explained for any number, without doing anything', async () => {
    await stack.startGateway().listening();
    const known = await ask('routing/explain', { address: mara.number, businessAddress: '+14155550100' });
    expect(known).toMatchObject({ status: 200, body: { worker: DEMO_WORKERS.ana, rule: 'Contact_Owner', reply: null } });
    expect(known.body.explanation).toMatch(
      /^Given to ana@northwind\.example by the rule "Owner of the contact": [^]*SMS from \+1 415 555 0132 to/,
    );
    const unknown = await ask('routing/explain', { address: 'whatsapp:+14155550199', at: '2026-11-20T09:00:00Z' });
    expect(unknown.body).toMatchObject({ worker: DEMO_WORKERS.desk, rule: 'Desk' });
    expect(unknown.body.explanation).toMatch(/WhatsApp from \+1 415 555 0199, 2026-11-20 09:00 UTC\.\nCustomer: unknown\./);
    for (const rep of [DEMO_WORKERS.ana, DEMO_WORKERS.desk]) expect(stack.twilio.app(rep).conversations()).toEqual([]);
    expect((await ask('routing/explain', { address: 'Mara' })).status).toBe(400);
    expect((await ask('routing/explain', { address: mara.number }, { Authorization: 'Bearer no' })).status).toBe(401);
  }, 60_000);

  it('matters not to the customer who writes out of office hours: one reply a day, on record, from the business', async () => {
    closeToday();
    await stack.startGateway().listening();
    const first = await stack.twilio.phones.text({ from: mara.number, body: 'hello?' });
    const reply = await stack.twilio.phones.waitFor(mara.number, { matches: ({ body }) => body === CLOSED });
    expect(reply.from).toBe('+14155550100');
    if (!first.taken) throw new Error('Twilio refused a text');
    await seen.joined(DEMO_WORKERS.ana, first.conversationSid, 20_000);
    const second = await stack.twilio.phones.text({ from: mara.number, body: 'anybody?' });
    if (!second.taken) throw new Error('Twilio refused a text');
    const task = await seen.task(second.messageSid, () => true, 20_000);
    const answers = seen.tasks().filter(({ Description }) => Description === CLOSED);
    expect(answers).toMatchObject([
      { Frontline_Direction__c: 'outbound', WhoId: seen.contact(mara.name).Id, Subject: 'Out-of-office reply to Mara Quist' },
    ]);
    expect(task.Frontline_Routing_Reason__c).toMatch(/1\. Out of office: holds, and leaves the conversation to the next rule\./);
  }, 60_000);

  it('decides what a template would say: to the own customer alone, with WhatsApp’s approval', async () => {
    await stack.startGateway().listening();
    const customerId = String(seen.contact(mara.name).Id);
    const preview = (more: object, headers = {}) =>
      ask('templates/preview', { customerId, templateName: 'Introduction_WhatsApp', channel: 'whatsapp', ...more }, headers);
    expect((await preview({})).body).toEqual({
      status: 'ready',
      text: 'Hello Mara, this is Ana from Northwind. Do you have a minute?',
      contentSid: 'HX0123456789abcdef0123456789abcdef',
      contentVariables: '{"1":"Mara","2":"Ana"}',
      approval: 'missing',
      outsideWindow: false,
    });
    expect((await preview({ channel: 'sms' })).body).toMatchObject({ status: 'ready', outsideWindow: true });
    expect((await preview({ templateName: 'Nothing' })).status).toBe(404);
    expect((await preview({}, { user: DEMO_WORKERS.ben })).status).toBe(404);
    expect((await preview({}, { 'X-Frontline-User': String(seen.user(DEMO_WORKERS.ben).Id) })).status).toBe(401);
  }, 60_000);
});
