import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look, type Look } from '../journey/look.ts';
import { actInOrg } from '../stack/act-in-org.ts';
import { askAsUser } from '../stack/ask-as-user.ts';
import { DEMO_ACCOUNT, DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { GatewayProcess } from '../stack/gateway-process.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

const { mara, nils } = DEMO_CUSTOMERS;
const { ana, ben } = DEMO_WORKERS;
const LIMIT_MS = 20_000;

let stack: LocalStack;
let seen: Look;
/** Told of each message that Twilio has taken over REST, before the gateway hears of it. */
let onTaken: () => void;
beforeEach(async () => {
  onTaken = () => undefined;
  stack = await startLocalStack({
    env: { RETRY_BASE_MS: '300', CACHE_TTL_MS: '300', METADATA_TTL_MS: '300' },
    twilio: {
      onExchange: ({ method, path, status }) => {
        if (method === 'POST' && path.endsWith('/Messages') && status === 201) onTaken();
      },
    },
  });
  seen = look(stack);
});
afterEach(() => stack.close());

const maraId = () => String(seen.contact(mara.name).Id);
const received = () => stack.twilio.phones.inbox(mara.number).filter(({ direction }) => direction === 'received');
const message = (more: object = {}) => ({
  clientKey: randomUUID(),
  recordId: maraId(),
  channel: 'sms',
  text: 'Your order is here.',
  ...more,
});
const ask = (body: object, path = 'messages', username: string = ana) => {
  const { gatewayUrl, salesforce } = stack;
  return askAsUser({ gatewayUrl, path, body, organizationId: salesforce.org.id, userId: String(seen.user(username).Id) });
};
async function started(env: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> {
  const gateway = stack.startGateway(env);
  await gateway.listening();
  return gateway;
}

/** Quiet hours from an hour ago to the next hour, by the clock of that zone. */
function beQuiet(timeZone: string) {
  const { database } = stack.salesforce.org;
  const [setting] = database.findBy('Frontline_Setting__mdt', 'DeveloperName', ['Default']);
  const clock = (hours: number) =>
    new Date(Date.now() + hours * 3_600_000).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  database.store('Frontline_Setting__mdt', { Id: String(setting?.['Id']), Quiet_Hours_Start__c: clock(-1), Quiet_Hours_End__c: clock(1) });
}

describe('a message from Salesforce', () => {
  it('goes from the page over the platform’s signature to the phone, and is one Task of the sender on the record', async () => {
    await started({ RECONCILE_INTERVAL_MS: '500' });
    const result = await actInOrg(stack.salesforce).send(ana, message());
    expect(result).toMatchObject({ status: 'sent' });
    const text = await stack.twilio.phones.waitFor(mara.number, { matches: ({ body }) => body === 'Your order is here.' });
    expect(text.from).toBe(DEMO_ACCOUNT.otherNumbers[0]);
    const task = await seen.task(
      String(result.messageSid),
      (row) => row.Frontline_Delivery_Status__c === 'delivered' && row.Description !== undefined,
      LIMIT_MS,
    );
    expect(task).toMatchObject({
      WhoId: maraId(),
      OwnerId: seen.user(ana).Id,
      Subject: 'SMS to Mara Quist',
      Description: 'Your order is here.',
      Frontline_Direction__c: 'outbound',
      Frontline_Customer_Address__c: mara.number,
    });
    const conversation = await seen.joined(ana, String(result.conversationSid));
    expect(conversation).toMatchObject({ friendlyName: mara.name });
    // The comparison with Twilio finds a later message, whose webhook was lost; and of ours it makes no second Task.
    stack.twilio.faults.set({ webhooks: [{ event: 'onMessageAdded', kind: 'drop' }] });
    const lost = await stack.twilio.phones.text({ from: nils.number, body: 'lost' });
    if (!lost.taken) throw new Error(lost.reason);
    await seen.task(lost.messageSid, () => true, LIMIT_MS);
    expect(seen.tasks().map(({ Frontline_Key__c: key }) => key)).toEqual([result.messageSid, lost.messageSid]);
    // The customer answers in the same conversation, and the next message goes there too, whoever writes it.
    const answer = await stack.twilio.phones.text({ from: mara.number, to: text.from, body: 'Thanks' });
    expect(answer).toMatchObject({ taken: true, conversationSid: result.conversationSid });
    const next = await actInOrg(stack.salesforce).send(ben, message({ fromNumber: undefined, text: 'From Ben' }));
    expect(next).toMatchObject({ status: 'sent' });
  }, 60_000);

  it('is sent once for one client key: at once twice, again later, and never for another message', async () => {
    await started();
    const one = message();
    const [first, second] = await Promise.all([ask(one), ask(one)]);
    expect(first).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect(second).toEqual(first);
    expect(await ask(one)).toEqual(first);
    expect((await ask({ ...one, text: 'Another' })).body).toMatchObject({ status: 'refused', code: 'rejected' });
    expect((await ask(one, 'messages', ben)).body).toMatchObject({ status: 'refused', code: 'rejected' });
    await stack.twilio.phones.waitFor(mara.number);
    expect(received()).toHaveLength(1);
  }, 60_000);

  it('survives kill -9 between Twilio’s answer and our commit: one message, one Task', async () => {
    const gateway = await started();
    const one = message();
    onTaken = () => process.kill(gateway.pid, 'SIGKILL');
    await expect(ask(one)).rejects.toThrow();
    await gateway.exit;
    onTaken = () => undefined;
    await stack.startGateway().listening();
    const again = await ask(one);
    expect(again.body).toMatchObject({ status: 'sent' });
    const task = await seen.task(String(again.body.messageSid), () => true, LIMIT_MS);
    expect(task).toMatchObject({ WhoId: maraId(), OwnerId: seen.user(ana).Id, Description: 'Your order is here.' });
    expect(received()).toHaveLength(1);
    expect(seen.tasks()).toHaveLength(1);
  }, 60_000);

  it('is promised while Twilio is down, and sent in order when it is up again', async () => {
    await started({ BREAKER_OPEN_MS: '300' });
    stack.twilio.faults.set({ outage: 'reset' });
    const [one, two] = [message({ text: 'One' }), message({ text: 'Two' })];
    expect((await ask(one)).body).toEqual({ status: 'accepted', clientKey: one.clientKey });
    const second = ask(two);
    stack.twilio.faults.clear();
    await stack.twilio.phones.waitFor(mara.number, { matches: ({ body }) => body === 'Two', withinMs: LIMIT_MS });
    await second;
    expect(received().map(({ body }) => body)).toEqual(['One', 'Two']);
    expect((await ask(one)).body).toMatchObject({ status: 'sent' });
  }, 60_000);

  it('that was promised and cannot be sent shows as a Task that failed', async () => {
    await started({ BREAKER_OPEN_MS: '300' });
    stack.twilio.faults.set({ outage: 'reset' });
    const one = message();
    expect((await ask(one)).body).toMatchObject({ status: 'accepted' });
    const { database } = stack.salesforce.org;
    expect(database.update('User', { Id: String(seen.user(ana).Id), IsActive: false }).errors).toEqual([]);
    stack.twilio.faults.clear();
    const task = await seen.task(`send-${one.clientKey}`, () => true, LIMIT_MS);
    expect(task).toMatchObject({ WhoId: maraId(), Frontline_Delivery_Status__c: 'failed', Description: 'Your order is here.' });
    expect(task.Frontline_Delivery_Error__c).toContain('not active');
    expect(received()).toEqual([]);
  }, 60_000);

  it('says for each of many what became of it', async () => {
    await started();
    const account = message({ recordId: '003000000000001AAA' });
    const foreign = message({ toNumber: nils.number });
    const template = message({ text: undefined, template: 'Next_Step' });
    const unknown = message({ text: undefined, template: 'Nothing' });
    const wrongNumber = message({ fromNumber: '+14155550123' });
    const whatsapp = message({ channel: 'whatsapp' });
    const { body } = await ask({ messages: [account, foreign, template, unknown, wrongNumber, whatsapp] }, 'messages/bulk');
    const codes = (body.results as readonly Readonly<Record<string, unknown>>[]).map(({ status, code }) => code ?? status);
    expect(codes).toEqual(['unknown_record', 'no_number', 'sent', 'unknown_template', 'no_business_number', 'sent']);
    await stack.twilio.phones.waitFor(mara.number, {
      matches: (text) => text.body === 'Mara, shall we book a call this week? Ana Torres',
    });
  }, 60_000);

  it('of a Flow to very many keeps nobody waiting who says STOP, nor a person who sends', async () => {
    await started();
    const { database } = stack.salesforce.org;
    const OwnerId = String(seen.user(ana).Id);
    const many = Array.from({ length: 90 }, (_, nth) => {
      // Reserved for fiction, in every area code.
      const MobilePhone = `+1${212 + Math.floor(nth / 100)}55501${String(nth % 100).padStart(2, '0')}`;
      const recordId = String(database.insert('Contact', { LastName: `Customer ${nth}`, MobilePhone, OwnerId }).id);
      return message({ recordId });
    });
    let taken = 0;
    const firstTaken = Promise.withResolvers<undefined>();
    onTaken = () => {
      taken += 1;
      firstTaken.resolve(undefined);
    };
    stack.twilio.faults.set({ latencyMs: 120 });
    const bulk = ask({ messages: many }, 'messages/bulk').catch(() => undefined);
    await firstTaken.promise;
    await stack.twilio.phones.text({ from: nils.number, body: 'STOP' });
    const [mine] = await Promise.all([
      ask(message()),
      waitUntil('the consent', () => database.rows('Frontline_Consent__c').find(({ Status__c }) => Status__c === 'opted-out'), LIMIT_MS),
    ]);
    // Counted, and not timed: behind all of them it would be half at least.
    expect(taken).toBeLessThan(many.length / 2);
    expect(mine.body).toMatchObject({ status: 'sent' });
    stack.twilio.faults.clear();
    await bulk;
    expect(taken).toBe(many.length + 1);
  }, 60_000);

  it('waits for the end of quiet hours where the customer is, unless it is an answer', async () => {
    beQuiet('America/Los_Angeles');
    await started();
    const quiet = { status: 'refused', code: 'quiet_hours' };
    expect((await ask(message())).body).toMatchObject(quiet);
    expect((await ask({ messages: [message()] }, 'messages/bulk')).body.results).toEqual([expect.objectContaining(quiet)]);
    const channel = { type: 'sms', value: mara.number } as const;
    await expect(stack.twilio.app(ana).startConversation({ customerId: maraId(), channel })).rejects.toMatchObject({ status: 403 });
    const fromNumber = DEMO_ACCOUNT.otherNumbers[0];
    const asked = await stack.twilio.phones.text({ from: mara.number, to: fromNumber, body: 'Where is my order?' });
    expect(asked.taken).toBe(true);
    // While the conversation is being routed it may take another attempt: the same key is answered with what became of it.
    const answer = message({ fromNumber });
    await waitUntil('the answer to be sent', async () => ((await ask(answer)).body.status === 'sent' ? true : undefined), 30_000);
    expect((await ask({ messages: [message({ fromNumber })] }, 'messages/bulk')).body.results).toEqual([expect.objectContaining(quiet)]);
  }, 60_000);

  it('is taken from nobody without a signing key', async () => {
    await started({ GATEWAY_SIGNING_KEY: '' });
    expect(await ask(message())).toMatchObject({ status: 503, body: { error: { code: 'not_configured' } } });
  });
});
