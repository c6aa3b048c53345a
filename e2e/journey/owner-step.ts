import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { expectFields, expectTrue } from './expect.ts';
import type { Look } from './look.ts';
import type { Step } from './step.ts';

const { mara } = DEMO_CUSTOMERS;
const { ana, chloe } = DEMO_WORKERS;

/** A customer gets another owner in Salesforce while she is texting: her next text finds the new rep in the conversation, and not the old one. */
export function ownerStep({ stack, seen }: { stack: LocalStack; seen: Look }): Step {
  const { database } = stack.salesforce.org;
  const { phones } = stack.twilio;
  const run = async () => {
    const taken = await phones.text({ from: mara.number, body: 'is anybody there?' });
    expectTrue('Twilio took the text', taken.taken);
    const { conversationSid } = taken;
    await seen.joined(ana, conversationSid);
    await seen.task(taken.messageSid);
    stack.twilio.app(chloe);
    const contact = seen.contact(mara.name);
    const start = performance.now();
    const updated = database.update('Contact', { Id: String(contact.Id), OwnerId: String(seen.user(chloe).Id) });
    expectTrue('Salesforce took the new owner', updated.errors.length === 0);
    const conversation = await seen.joined(chloe, conversationSid, 20_000);
    await waitUntil(`${ana} to have left`, () => conversation.participants.every(({ identity }) => identity !== ana) || undefined);
    const ms = performance.now() - start;
    const note = await waitUntil('the note about the move', () =>
      seen.tasks().find((task) => String(task.Frontline_Key__c).startsWith(`${conversationSid}-moved-`)),
    );
    expectFields('the note', note, { WhoId: contact.Id, OwnerId: seen.user(chloe).Id, Subject: `Conversation moved to ${chloe}` });
    const next = await phones.text({ from: mara.number, body: 'thank you' });
    expectTrue('the next text is in the same conversation', next.taken && next.conversationSid === conversationSid);
    const task = await seen.task(next.messageSid);
    expectFields('its Task', task, { OwnerId: seen.user(chloe).Id });
    expectTrue('the Task says why', String(task.Frontline_Routing_Reason__c).startsWith(`Moved from ${ana} to ${chloe}`));
    return `moved in ${(ms / 1000).toFixed(1)} s, "${String(note.Subject)}"`;
  };
  return { name: 'the owner changes in mid-conversation: the new rep joins, the old one leaves, a note says so', run };
}
