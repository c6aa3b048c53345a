import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

const STRANGER = '+14155550177';
// As phones do with a picture and the text below it.
const APART_MS = 200;

/** Where the admin wants strangers as Leads: two first messages at almost the same moment are one conversation and one Lead. */
export function firstMessagesStep({ stack, seen }: { stack: LocalStack; seen: Look }): Step {
  const { database } = stack.salesforce.org;
  const leads = () => database.rows('Lead').filter((row) => row['Frontline_Address__c'] === STRANGER);
  const create = (what: string) => {
    const [setting] = database.findBy('Frontline_Setting__mdt', 'DeveloperName', ['Default']);
    database.store('Frontline_Setting__mdt', { Id: String(setting?.['Id']), Auto_Create__c: what });
  };
  const run = async () => {
    create('Lead');
    // An admin's edit is seen within METADATA_TTL_MS.
    await sleep(Number(stack.env.METADATA_TTL_MS) + 100);
    const first = stack.twilio.phones.text({ from: STRANGER, body: 'Look at this' });
    await sleep(APART_MS);
    const second = stack.twilio.phones.text({ from: STRANGER, body: 'What does it cost?' });
    const [one, two] = await Promise.all([first, second]);
    expectTrue('Twilio took both', one.taken && two.taken);
    expectTrue('they are one conversation', one.conversationSid === two.conversationSid);
    const lead = await waitUntil('the Lead', () => leads()[0]);
    for (const { messageSid } of [one, two]) {
      const task = await seen.task(messageSid, ({ Description }) => Description !== undefined);
      expectFields('the Task', task, { WhoId: lead['Id'] });
    }
    expectTrue('there is one Lead', leads().length === 1);
    create('None');
    return `${one.conversationSid}, Lead "${String(lead['LastName'])}"`;
  };
  return { name: 'two first messages 200 ms apart from a stranger: one conversation, one Lead', run };
}
