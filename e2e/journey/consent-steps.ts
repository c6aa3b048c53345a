import { randomUUID } from 'node:crypto';
import { actInOrg } from '../stack/act-in-org.ts';
import { DEMO_ACCOUNT, DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

const { nils } = DEMO_CUSTOMERS;
const { ben } = DEMO_WORKERS;

interface Context {
  readonly stack: LocalStack;
  readonly seen: Look;
}

/** A customer wants no more messages: none goes out, whichever way a rep tries, until the customer wants them again. */
export function consentSteps({ stack, seen }: Context): readonly Step[] {
  const { salesforce, twilio } = stack;
  const { database } = salesforce.org;
  const place = { conversationSid: '' };
  const recordId = () => String(seen.contact(nils.name).Id);
  const tries = triesOf({ stack, seen }, place);
  const text = async (body: string, status: string) => {
    const taken = await twilio.phones.text({ from: nils.number, body });
    expectTrue('Twilio took the text', taken.taken);
    const consent = await waitUntil(`the consent to be ${status}`, () => {
      const [row] = database.rows('Frontline_Consent__c').filter(({ Address__c }) => Address__c === nils.number);
      return row?.['Status__c'] === status ? row : undefined;
    });
    expectFields('the consent', consent, { Contact__c: recordId(), Business_Number__c: DEMO_ACCOUNT.smsNumber });
    const task = await seen.task(`${taken.messageSid}-consent`);
    place.conversationSid = taken.conversationSid;
    return `"${String(task.Subject)}"`;
  };
  const again = async () => {
    const subject = await text('START', 'opted-in');
    const result = await actInOrg(salesforce).send(ben, message(recordId(), 'Welcome back'));
    expectFields('the result', result, { status: 'sent', conversationSid: place.conversationSid });
    await twilio.phones.waitFor(nils.number, { matches: ({ body }) => body === 'Welcome back' });
    const task = await seen.task(String(result['messageSid']), (row) => row.Description !== undefined);
    expectFields('its Task', task, { WhoId: recordId(), OwnerId: seen.user(ben).Id, Frontline_Direction__c: 'outbound' });
    const got = twilio.phones.inbox(nils.number).filter(({ body }) => body === 'But wait');
    expectTrue('nothing of what was tried has reached the phone', got.length === 0);
    return `${subject}; sent from the record page, "${String(task.Subject)}"`;
  };
  return [
    { name: 'a customer texts STOP: the org knows, and the record shows it', run: () => text('STOP', 'opted-out') },
    { name: 'no rep can start a conversation with that customer', run: tries.start },
    { name: 'what a rep writes in the app comes back', run: tries.write },
    { name: 'what a rep sends from the record page is refused', run: tries.send },
    { name: 'what a Flow sends is refused, and kept as a failure', run: tries.flow },
    { name: 'START: the same customer can be written to again', run: again },
  ];
}

const message = (recordId: string, text: string) => ({ clientKey: randomUUID(), recordId, channel: 'sms', text });

/** Every way in which a rep may try to write. */
function triesOf({ stack, seen }: Context, place: { readonly conversationSid: string }) {
  const { salesforce, twilio } = stack;
  const { database } = salesforce.org;
  const recordId = () => String(seen.contact(nils.name).Id);
  const start = async () => {
    const outgoing = { customerId: recordId(), channel: { type: 'sms', value: nils.number } } as const;
    const refused = await twilio
      .app(ben)
      .startConversation(outgoing)
      .catch((error: unknown) => error);
    expectTrue('the callback refused', refused instanceof Error && 'status' in refused && refused.status === 403);
    return 'a new conversation: 403';
  };
  const write = async () => {
    await seen.joined(ben, place.conversationSid);
    const { sid } = await twilio.app(ben).send({ conversationSid: place.conversationSid, body: 'But wait' });
    const task = await seen.task(sid, (row) => row.Frontline_Delivery_Status__c === 'failed');
    expectTrue('the Task says why', String(task.Frontline_Delivery_Error__c).includes('21610'));
    return `in the app: ${String(task.Frontline_Delivery_Error__c)}`;
  };
  const send = async () => {
    const result = await actInOrg(salesforce).send(ben, message(recordId(), 'But wait'));
    expectFields('the result', result, { status: 'refused', code: 'opted_out' });
    return `from the record page: ${String(result.message)}`;
  };
  const flow = async () => {
    const inputs = [message(recordId(), 'But wait')];
    const [queued] = await actInOrg(salesforce).sendInFlow(ben, inputs);
    expectFields('the result in the Flow', queued ?? {}, { status: 'queued' });
    const failure = await waitUntil('the failure', () =>
      database.rows('Frontline_Failure__c').find(({ Event_Key__c }) => Event_Key__c === inputs[0]?.clientKey),
    );
    return `in a Flow: a failure, "${String(failure['Reason__c'])}"`;
  };
  return { start, write, send, flow };
}
