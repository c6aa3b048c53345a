import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { look, type Look } from '../journey/look.ts';
import { DEMO_ACCOUNT, DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

const { mara } = DEMO_CUSTOMERS;
const LIMIT_MS = 20_000;

let stack: LocalStack;
let seen: Look;
beforeEach(async () => {
  stack = await startLocalStack({ env: { RETRY_BASE_MS: '300', CACHE_TTL_MS: '300' } });
  seen = look(stack);
});
afterEach(() => stack.close());

const rows = () => stack.salesforce.org.database.rows('Frontline_Consent__c');
const consent = (status: string) =>
  waitUntil(`the consent to be ${status}`, () => rows().find(({ Status__c }) => Status__c === status), LIMIT_MS);
async function text(body: string, from: string = mara.number) {
  const taken = await stack.twilio.phones.text({ from, body });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
}
const write = async (conversationSid: string, body: string) => stack.twilio.app(DEMO_WORKERS.ana).send({ conversationSid, body });

describe('a customer who wants no messages', () => {
  it('is one record in the org, told on the customer’s record, and gets none from a new conversation until START', async () => {
    await stack.startGateway().listening();
    const { conversationSid, messageSid } = await text(' stop. ');
    const record = await consent('opted-out');
    expect(record).toMatchObject({
      Key__c: `sms|${mara.number}|${DEMO_ACCOUNT.smsNumber}`,
      Source__c: 'The customer texted "STOP.".',
      Contact__c: seen.contact(mara.name).Id,
    });
    const task = await seen.task(`${messageSid}-consent`, () => true, LIMIT_MS);
    expect(task).toMatchObject({ WhoId: seen.contact(mara.name).Id, Subject: 'Mara Quist wants no more messages from +1 415 555 0100' });
    const app = stack.twilio.app(DEMO_WORKERS.ana);
    await app.close(conversationSid);
    const outgoing = { customerId: String(seen.contact(mara.name).Id), channel: { type: 'sms', value: mara.number } } as const;
    // Ana's own number is another: consent is for one number.
    expect((await app.startConversation(outgoing)).participants.map(({ binding }) => binding?.proxyAddress)).toContain(
      DEMO_ACCOUNT.otherNumbers[0],
    );
    const other = await text('START');
    await consent('opted-in');
    expect((await seen.task(`${other.messageSid}-consent`, () => true, LIMIT_MS)).Subject).toContain('wants messages again');
    expect(rows()).toHaveLength(1);
  }, 60_000);

  it('is not written to by a rep in the app where the pre hook is registered, whatever the org can tell, and writes unhindered', async () => {
    stack.twilio.webhooks.filters = [...(stack.twilio.webhooks.filters ?? []), 'onMessageAdd'];
    await stack.startGateway().listening();
    const { conversationSid } = await text('hello');
    await seen.joined(DEMO_WORKERS.ana, conversationSid, LIMIT_MS);
    await write(conversationSid, 'Good morning');
    await text('STOP');
    await consent('opted-out');
    await expect(write(conversationSid, 'But wait')).rejects.toThrow(/451/);
    // The org cannot be asked: the rep's message is kept back, the customer's never.
    await text('START');
    await consent('opted-in');
    await write(conversationSid, 'Welcome back');
    stack.salesforce.org.faults.set({ outage: 'reset' });
    await waitUntil('what is remembered to be old', () =>
      write(conversationSid, 'Still there?').then(
        () => undefined,
        () => true,
      ),
    );
    await text('I am');
    stack.salesforce.org.faults.clear();
  }, 120_000);

  it('is heard, and known to the org, behind a word that the org never takes', async () => {
    await stack.startGateway().listening();
    await text('STOP');
    await consent('opted-out');
    const { org } = stack.salesforce;
    const refused: string[] = [];
    org.rules.addValidationRule('Frontline_Consent__c', {
      name: 'Nobody_Comes_Back',
      isBroken: ({ Status__c, Source__c }) => Status__c === 'opted-in' && refused.push(String(Source__c)) > 0,
      message: 'Ask for it in writing.',
    });
    await text('START');
    await waitUntil('the org to refuse it', () => refused.length > 1, LIMIT_MS);
    const { messageSid } = await text('Unsubscribe');
    await waitUntil(
      'the org to have the last word',
      () => rows().find(({ Source__c }) => String(Source__c).includes('UNSUBSCRIBE')),
      LIMIT_MS,
    );
    await seen.task(`${messageSid}-consent`, () => true, LIMIT_MS);
  }, 60_000);

  it('is recorded also when only Twilio knows: a message that comes back with 21610', async () => {
    await stack.startGateway().listening();
    const { conversationSid } = await text('hello');
    await seen.joined(DEMO_WORKERS.ana, conversationSid, LIMIT_MS);
    // A STOP that came to a Messaging Service, or long before the gateway: nobody told.
    stack.twilio.phones.setOutcome(mara.number, { status: 'failed', errorCode: 21610 });
    const { sid } = await write(conversationSid, 'Are you there?');
    expect(await consent('opted-out')).toMatchObject({ Source__c: 'Twilio refused a message (error 21610).' });
    expect(
      (await seen.task(sid, (task) => task.Frontline_Delivery_Status__c === 'failed', LIMIT_MS)).Frontline_Delivery_Error__c,
    ).toContain('opted out');
  }, 60_000);
});
