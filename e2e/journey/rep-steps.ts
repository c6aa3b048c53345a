import { z } from 'zod';
import { DEMO_ACCOUNT, DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

const listSchema = z.object({
  objects: z.object({
    customers: z.array(z.object({ customer_id: z.string(), display_name: z.string() })),
    searchable: z.literal(true),
    next_page_token: z.string().optional(),
  }),
});
const cardSchema = z.object({
  objects: z.object({
    customer: z.object({
      display_name: z.string(),
      channels: z.array(z.object({ type: z.string(), value: z.string() })),
      links: z.array(z.object({ value: z.string() })),
    }),
  }),
});
const templatesSchema = z.array(z.object({ display_name: z.string(), templates: z.array(z.object({ content: z.string() })).min(1) }));

interface Context {
  readonly stack: LocalStack;
  readonly seen: Look;
}

const { ana } = DEMO_WORKERS;
const { mara, nils } = DEMO_CUSTOMERS;

async function list({ stack, seen }: Context): Promise<string> {
  const ids: string[] = [];
  let pages = 0;
  for (let token: string | undefined, more = true; more; pages += 1) {
    const page = listSchema.parse(await stack.twilio.app(ana).customers({ nextPageToken: token })).objects;
    ids.push(...page.customers.map(({ customer_id }) => customer_id));
    token = page.next_page_token;
    more = token !== undefined;
  }
  const own = stack.salesforce.org.database.rows('Contact').filter((contact) => contact.OwnerId === seen.user(ana).Id);
  expectTrue('every own contact once, and nobody else', ids.length === own.length && new Set(ids).size === own.length);
  return `${ids.length} customers on ${pages} pages`;
}

async function search({ stack }: Context): Promise<string> {
  const { customers } = listSchema.parse(await stack.twilio.app(ana).customers({ query: 'qui' })).objects;
  const names = customers.map(({ display_name }) => display_name);
  expectTrue('the search finds Mara Quist', names.includes(mara.name));
  return `"qui" finds ${names.join(', ')}`;
}

async function open({ stack, seen }: Context): Promise<string> {
  const app = stack.twilio.app(ana);
  const { customer } = cardSchema.parse(await app.customer(String(seen.contact(mara.name).Id))).objects;
  const numbers = customer.channels.map(({ value }) => value);
  expectTrue('the card has her number', numbers.includes(mara.number));
  const foreign = await app.customer(String(seen.contact(nils.name).Id)).catch((error: unknown) => error);
  expectTrue("another rep's customer is refused", foreign instanceof Error);
  return `${customer.display_name}: ${numbers.join(', ')}; ${customer.links[0]?.value ?? ''}`;
}

async function templates({ stack, seen }: Context): Promise<string> {
  const app = stack.twilio.app(ana);
  const about = { customerId: String(seen.contact(mara.name).Id), conversationSid: app.conversations().at(-1)?.sid ?? '' };
  const categories = templatesSchema.parse(await app.templates(about));
  const texts = categories.flatMap((category) => category.templates.map(({ content }) => content));
  expectTrue(
    'no placeholder and no "undefined" is left',
    texts.every((text) => !/\{\{|undefined|null/.test(text)),
  );
  return `${texts.length} texts in ${categories.map(({ display_name }) => display_name).join(', ')}`;
}

async function start({ stack, seen }: Context): Promise<string> {
  const app = stack.twilio.app(ana);
  const contact = seen.contact(mara.name);
  const conversation = await app.startConversation({ customerId: String(contact.Id), channel: { type: 'sms', value: mara.number } });
  const message = await app.send({ conversationSid: conversation.sid, body: 'Your papers are ready' });
  const received = await stack.twilio.phones.waitFor(mara.number, { matches: ({ body }) => body === 'Your papers are ready' });
  expectTrue("it comes from the rep's own number", received.from === DEMO_ACCOUNT.otherNumbers[0]);
  const task = await seen.task(message.sid);
  expectFields('its Task', task, { WhoId: contact.Id, OwnerId: seen.user(ana).Id, Frontline_Direction__c: 'outbound' });
  return `from ${received.from}, "${String(task.Subject)}"`;
}

/** What a rep does in the app without a customer having written: list, search, open, templates, a new conversation. */
export function repSteps(context: Context): readonly Step[] {
  return [
    { name: 'the rep lists all own customers, page by page', run: () => list(context) },
    { name: 'the rep searches', run: () => search(context) },
    { name: 'the rep opens a customer; a foreign one is refused', run: () => open(context) },
    { name: 'the rep gets templates, filled in', run: () => templates(context) },
    { name: "the rep starts a conversation from the rep's own number", run: () => start(context) },
  ];
}
