import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { replayFailures } from '../stack/replay-failures.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

const { mara, nils } = DEMO_CUSTOMERS;

interface Context {
  readonly stack: LocalStack;
  readonly seen: Look;
}

/** What an org does to messages that it was not made for: a rule refuses one, an owner leaves, a customer is merged away. */
export const hostileSteps = (context: Context): readonly Step[] => [
  { name: "a validation rule of the org refuses a message's Task: a failure says why, and can be replayed", run: () => refused(context) },
  { name: "a customer's owner is inactive: the Task has an active owner", run: () => ownerless(context) },
  { name: 'a customer is merged into another record in mid-conversation: the next Task is on that', run: () => merged(context) },
];

async function text({ stack }: Context, from: string, body: string) {
  const taken = await stack.twilio.phones.text({ from, body });
  expectTrue(`Twilio took "${body}"`, taken.taken);
  return taken;
}

async function refused(context: Context): Promise<string> {
  const { salesforce } = context.stack;
  const { database, rules } = salesforce.org;
  let isOn = true;
  const isBroken = (row: Readonly<Record<string, unknown>>) => isOn && String(row.Description).includes('Sunday');
  rules.addValidationRule('Task', { name: 'No_Sundays', isBroken, message: 'Nobody texts on a Sunday.' });
  const { messageSid } = await text(context, mara.number, 'See you on Sunday');
  const failures = () => database.rows('Frontline_Failure__c').find(({ Event_Key__c: key }) => key === messageSid);
  const failure = await waitUntil('the failure', failures);
  const reason = 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Nobody texts on a Sunday.';
  expectFields('the failure', failure, { Reason__c: reason, Status__c: 'Open', Kind__c: 'message' });
  isOn = false;
  expectTrue('an admin can replay it', (await replayFailures(salesforce, ({ Event_Key__c: key }) => key === messageSid)) === 1);
  await context.seen.task(messageSid);
  return `"${reason}", replayed: a Task`;
}

async function ownerless(context: Context): Promise<string> {
  const { database } = context.stack.salesforce.org;
  const [ben] = database.findBy('User', 'Username', [nils.owner]);
  database.store('User', { ...ben, IsActive: false });
  const { messageSid } = await text(context, nils.number, 'Is anybody there?');
  const task = await context.seen.task(messageSid);
  const [owner] = database.findBy('User', 'Id', [String(task.OwnerId)]);
  expectTrue('the owner of the Task is active', owner?.IsActive === true);
  return `owner ${String(owner.Username)}`;
}

async function merged(context: Context): Promise<string> {
  const { seen, stack } = context;
  const { database, schema } = stack.salesforce.org;
  const before = seen.contact(mara.name);
  const { id: kept } = database.insert('Contact', { LastName: 'Quist-Obi', OwnerId: String(seen.user(DEMO_WORKERS.chloe).Id) });
  const [contact, master, loser] = [
    schema.find('Contact'),
    database.get('Contact', kept ?? ''),
    database.get('Contact', String(before.Id)),
  ];
  if (!contact || !master || !loser) throw new Error('the Contacts are there');
  database.steps.merge(contact, master, loser);
  const { messageSid } = await text(context, mara.number, 'It is me');
  expectFields('the Task', await seen.task(messageSid), { WhoId: kept });
  return 'the Task is on the record that was kept';
}
