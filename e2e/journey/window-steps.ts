import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { actInOrg } from '../stack/act-in-org.ts';
import { DEMO_ACCOUNT, DEMO_CUSTOMERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

interface Context {
  readonly stack: LocalStack;
  readonly seen: Look;
}

const { nils } = DEMO_CUSTOMERS;
const TEMPLATE = 'Introduction_WhatsApp';

/** WhatsApp's 24 hours end: a text is refused, everybody is told, and an approved template gets through. */
export const windowSteps = (context: Context): readonly Step[] => [
  { name: "WhatsApp's 24 hours are over: a text fails, and the Task says why", run: () => refusedByWhatsApp(context) },
  { name: 'the app offers no template any more, and Salesforce sends no text', run: () => keptBack(context) },
  { name: 'a template that WhatsApp has approved reaches the customer', run: () => sentAsTemplate(context) },
];

const conversationOf = ({ stack }: Context) => {
  const [conversation] = stack.twilio.app(nils.owner).conversations();
  expectTrue('the rep has a WhatsApp conversation', conversation !== undefined);
  return conversation;
};

async function refusedByWhatsApp(context: Context): Promise<string> {
  const { stack, seen } = context;
  stack.twilio.phones.closeWindow(nils.number);
  const { sid } = await stack.twilio.app(nils.owner).send({ conversationSid: conversationOf(context).sid, body: 'Still interested?' });
  const task = await seen.task(sid, (row) => row.Frontline_Delivery_Status__c === 'failed');
  expectTrue('the reason is in words', String(task.Frontline_Delivery_Error__c).includes('24 hours'));
  return String(task.Frontline_Delivery_Error__c);
}

const message = ({ seen }: Context, content: object) => ({
  clientKey: randomUUID(),
  recordId: String(seen.contact(nils.name).Id),
  channel: 'whatsapp',
  ...content,
});

async function keptBack(context: Context): Promise<string> {
  const { stack, seen } = context;
  const about = { customerId: String(seen.contact(nils.name).Id), conversationSid: conversationOf(context).sid };
  const categories = z
    .array(z.object({ display_name: z.string(), templates: z.array(z.unknown()) }))
    .parse(await stack.twilio.app(nils.owner).templates(about));
  expectTrue('the app shows a heading and no template', categories.length === 1 && categories[0]?.templates.length === 0);
  const refused = await actInOrg(stack.salesforce).send(nils.owner, message(context, { text: 'Hello?' }));
  expectFields('what Salesforce shows', refused, { status: 'refused', code: 'outside_window' });
  return `"${categories.map(({ display_name }) => display_name).join()}"`;
}

/** As an admin does it: a content template in Twilio, WhatsApp's verdict, its SID in the Frontline Template. */
async function approveTemplate({ salesforce, twilio }: LocalStack): Promise<void> {
  const credentials = Buffer.from(`${DEMO_ACCOUNT.accountSid}:${DEMO_ACCOUNT.authToken}`).toString('base64');
  const ask = async (method: string, path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Basic ${credentials}` };
    const answer = await fetch(twilio.url + path, { method, headers, body: JSON.stringify(body) });
    expectTrue(`${path} is taken`, answer.ok);
    return answer;
  };
  const body = 'Hello {{1}}, this is {{2}} from Northwind. Do you have a minute?';
  const content = { friendly_name: 'introduction', language: 'en', variables: {}, types: { 'twilio/text': { body } } };
  const { sid } = z.object({ sid: z.string() }).parse(await (await ask('POST', '/content/v1/Content', content)).json());
  await ask('PUT', `/__emulator/content/${sid}/approval`, { status: 'approved' });
  const [template] = salesforce.org.database.findBy('Frontline_Template__mdt', 'DeveloperName', [TEMPLATE]);
  salesforce.org.database.store('Frontline_Template__mdt', { Id: String(template?.Id), WhatsApp_Content_Sid__c: sid });
}

async function sentAsTemplate(context: Context): Promise<string> {
  const { stack, seen } = context;
  await approveTemplate(stack);
  // The gateway reads an admin's edits again once its memory of them is over.
  const send = () => actInOrg(stack.salesforce).send(nils.owner, message(context, { template: TEMPLATE }));
  const sent = await waitUntil('the template to be sent', async () => {
    const result = await send();
    return result.status === 'sent' ? result : undefined;
  });
  const received = await stack.twilio.phones.waitFor(nils.number, { matches: ({ body }) => body.includes('from Northwind') });
  const task = await seen.task(String(sent.messageSid), (row) => row.Frontline_Delivery_Status__c === 'delivered');
  expectFields('its Task', task, { Description: received.body, Frontline_Channel__c: 'whatsapp' });
  return `"${received.body}"`;
}
